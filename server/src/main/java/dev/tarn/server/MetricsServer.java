package dev.tarn.server;

import dev.tarn.model.UnsupportedException;
import dev.tarn.server.metrics.MetricSource;
import dev.tarn.server.metrics.RequestMetrics;

/// A service that only tells figures, at `/metrics`, and that it is there, at `/status` and `/version`: for a collector that serves no lake.
public final class MetricsServer implements AutoCloseable {
    private final HttpListener listener;

    private MetricsServer(HttpListener listener) {
        this.listener = listener;
    }

    /// Starts a service.
    ///
    /// @param options where it listens, and the origins that may read answers
    /// @param version what it says its version is
    /// @throws UnsupportedException if the address cannot be listened on, because something else does, say
    public static MetricsServer start(ServerOptions options, String version, MetricSource source) {
        var metrics = new MetricsEndpoint(version);
        metrics.add(source);
        var router = new Router();
        new ServiceEndpoints(version).addStateTo(router);
        metrics.addTo(router);
        var handler = new ApiHandler(router, new Router(), new CrossOrigin(options.origins()), new RequestMetrics());
        return new MetricsServer(HttpListener.start(options.host(), options.port(), handler));
    }

    /// Returns the port that the service listens on.
    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }
}
