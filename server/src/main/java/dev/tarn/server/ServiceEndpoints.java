package dev.tarn.server;

import java.io.IOException;

/// Answers what is about the service itself and not about the lake.
final class ServiceEndpoints {
    private static final String ANONYMOUS = "000000000000000000000000001";

    private final String version;

    ServiceEndpoints(String version) {
        this.version = version;
    }

    /// Adds the routes that need neither an id nor authentication.
    void addTo(Router router) {
        router.add("*", "/", ServiceEndpoints::index)
                .add("*", "/status", exchange -> exchange.answer(200, "text/plain; charset=utf-8", "ok"))
                .add("*", "/version", this::version);
    }

    private void version(Exchange exchange) throws IOException {
        exchange.answer(200, MediaTypes.JSON, "{\"version\":\"" + version + "\"}\n");
    }

    private static void index(Exchange exchange) throws IOException {
        exchange.answer(200, "text/html; charset=utf-8", """
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <title>Tarn</title>
                <h1>Tarn lake service</h1>
                <p>This is the HTTP API of a Zed lake. Point <code>zed</code>, <code>zapi</code>, Zui or a client library here.</p>
                </html>
                """);
    }

    /// Adds the routes by which clients find out how to authenticate: not at all.
    static void addAuthenticationTo(Router router) {
        router.add("GET", "/auth/method", exchange ->
                        exchange.answer(200, MediaTypes.JSON, "{\"kind\":\"\",\"auth0\":null}\n"))
                .add("GET", "/auth/identity", exchange -> exchange.answer(200, MediaTypes.JSON,
                        "{\"tenant_id\":\"tenant_" + ANONYMOUS + "\",\"user_id\":\"user_" + ANONYMOUS + "\"}\n"));
    }
}
