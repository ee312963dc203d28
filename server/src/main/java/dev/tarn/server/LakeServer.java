package dev.tarn.server;

import dev.tarn.lake.Lake;
import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A lake service: answers the HTTP API from a lake until it is closed.
public final class LakeServer implements AutoCloseable {
    private static final long STOP_MILLIS = 5_000;
    private static final int CARRIER_THREADS = 32;

    private final Server server;
    private final ServerConnector connector;
    private final RunningQueries running;

    private LakeServer(Server server, ServerConnector connector, RunningQueries running) {
        this.server = server;
        this.connector = connector;
        this.running = running;
    }

    /// Starts a service.
    ///
    /// @param lake what it serves; not closed with it
    /// @param version what it says its version is
    /// @throws UnsupportedException if the address cannot be listened on, because something else does, say
    public static LakeServer start(Lake lake, ServerOptions options, String version) {
        var threads = new QueuedThreadPool(CARRIER_THREADS);
        threads.setName("tarn-http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("tarn-request-", 0).factory()));
        var server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        // The API takes names with encoded slashes as segments of paths.
        http.setUriCompliance(UriCompliance.UNSAFE);
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        if (!options.host().isEmpty()) {
            connector.setHost(options.host());
        }
        connector.setPort(options.port());
        server.addConnector(connector);
        server.setStopTimeout(STOP_MILLIS);
        var running = new RunningQueries();
        server.setHandler(handler(lake, options, version, running));
        try {
            server.start();
        } catch (IOException e) {
            running.close();
            throw new UnsupportedException("cannot listen on " + options.host() + ":" + options.port() + ": "
                    + e.getMessage() + " (is another service running? choose another address with -l)", e);
        } catch (Exception e) {
            running.close();
            throw new IllegalStateException("the service did not start", e);
        }
        return new LakeServer(server, connector, running);
    }

    private static ApiHandler handler(Lake lake, ServerOptions options, String version, RunningQueries running) {
        var bodies = new Bodies(options.defaultFormat());
        var auxiliary = new Router();
        new ServiceEndpoints(version).addTo(auxiliary);
        var api = new Router();
        new PoolEndpoints(lake, bodies).addTo(api);
        new QueryEndpoint(lake, bodies, running).addTo(api);
        ServiceEndpoints.addAuthenticationTo(api, bodies);
        return new ApiHandler(auxiliary, api, new CrossOrigin(options.origins()));
    }

    /// Returns the port that the service listens on.
    public int port() {
        return connector.getLocalPort();
    }

    /// Waits until the service is closed.
    ///
    /// @throws InterruptedException if the waiting thread is interrupted
    public void join() throws InterruptedException {
        server.join();
    }

    /// Stops taking requests, gives those under way a few seconds, and cancels queries that still run then.
    @Override
    public void close() {
        try {
            running.close();
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the service did not stop cleanly", e);
        }
    }
}
