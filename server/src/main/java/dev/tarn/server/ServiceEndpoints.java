package dev.tarn.server;

import java.io.IOException;

/// Answers what is about the service itself and not about the lake.
final class ServiceEndpoints {
    private final String version;

    ServiceEndpoints(String version) {
        this.version = version;
    }

    /// Adds the routes that need neither an id nor authentication.
    void addTo(Router router) {
        router.add("*", "/", ServiceEndpoints::index);
        addStateTo(router);
    }

    /// Adds the routes that say that the service is there, and which version it is.
    void addStateTo(Router router) {
        router.add("*", "/status", exchange -> exchange.answer(200, "text/plain; charset=utf-8", "ok"))
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
    static void addAuthenticationTo(Router router, Bodies bodies) {
        router.add("GET", "/auth/method", exchange ->
                        bodies.answer(exchange, 200, bodies.answerFormat(exchange), ApiValues.NO_AUTHENTICATION))
                .add("GET", "/auth/identity", exchange ->
                        bodies.answer(exchange, 200, bodies.answerFormat(exchange), ApiValues.ANONYMOUS));
    }
}
