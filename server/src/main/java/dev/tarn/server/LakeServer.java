package dev.tarn.server;

import dev.tarn.lake.Lake;
import dev.tarn.model.UnsupportedException;
import dev.tarn.server.metrics.MetricSource;
import dev.tarn.server.metrics.RequestMetrics;

/// A lake service: answers the HTTP API from a lake until it is closed.
public final class LakeServer implements AutoCloseable {
    private final HttpListener listener;
    private final RunningQueries running;
    private final MetricsEndpoint metrics;

    private LakeServer(HttpListener listener, RunningQueries running, MetricsEndpoint metrics) {
        this.listener = listener;
        this.running = running;
        this.metrics = metrics;
    }

    /// Starts a service.
    ///
    /// @param lake what it serves; not closed with it
    /// @param version what it says its version is
    /// @throws UnsupportedException if the address cannot be listened on, because something else does, say
    public static LakeServer start(Lake lake, ServerOptions options, String version) {
        var running = new RunningQueries();
        var requests = new RequestMetrics();
        var metrics = new MetricsEndpoint(version);
        metrics.add(requests);
        metrics.add(running);
        var bodies = new Bodies(options.defaultFormat());
        var auxiliary = new Router();
        new ServiceEndpoints(version).addTo(auxiliary, options.rootContent());
        metrics.addTo(auxiliary);
        var api = new Router();
        new PoolEndpoints(lake, bodies).addTo(api);
        new QueryEndpoint(lake, bodies, running).addTo(api);
        ServiceEndpoints.addAuthenticationTo(api, bodies);
        var handler = new ApiHandler(auxiliary, api, new CrossOrigin(options.origins()), requests);
        try {
            return new LakeServer(HttpListener.start(options.host(), options.port(), handler), running, metrics);
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /// Has `/metrics` tell more figures from now on.
    public void addMetrics(MetricSource source) {
        metrics.add(source);
    }

    /// Returns the port that the service listens on.
    public int port() {
        return listener.port();
    }

    /// Waits until the service is closed.
    ///
    /// @throws InterruptedException if the waiting thread is interrupted
    public void join() throws InterruptedException {
        listener.join();
    }

    /// Takes no more requests, cancels the queries that run, and gives other requests under way a few seconds.
    @Override
    public void close() {
        running.close();
        listener.close();
    }
}
