package dev.tarn.server;

import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Listens at an address and hands requests over, each on a virtual thread, from [#start] to [#close].
final class HttpListener implements AutoCloseable {
    private static final long STOP_MILLIS = 5_000;
    private static final int CARRIER_THREADS = 32;

    private final Server server;
    private final ServerConnector connector;

    private HttpListener(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// Begins to listen.
    ///
    /// @param host the address; empty for all addresses of the host
    /// @param port the port, 0 for any free one
    /// @throws UnsupportedException if the address cannot be listened on, because something else does, say
    static HttpListener start(String host, int port, Handler handler) {
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
        if (!host.isEmpty()) {
            connector.setHost(host);
        }
        connector.setPort(port);
        server.addConnector(connector);
        server.setStopTimeout(STOP_MILLIS);
        server.setHandler(new GracefulHandler(handler));
        try {
            server.start();
        } catch (IOException e) {
            throw new UnsupportedException("cannot listen on " + host + ":" + port + ": "
                    + e.getMessage() + " (is another service running? choose another address)", e);
        } catch (Exception e) {
            throw new IllegalStateException("the service did not start", e);
        }
        return new HttpListener(server, connector);
    }

    /// Returns the port that it listens on.
    int port() {
        return connector.getLocalPort();
    }

    /// Waits until it is closed.
    void join() throws InterruptedException {
        server.join();
    }

    /// Takes no more requests, and gives those under way a few seconds.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the service did not stop cleanly", e);
        }
    }
}
