package dev.tarn.server;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// Answers what is about the service itself and not about the lake.
final class ServiceEndpoints {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Tarn</title>
            <h1>Tarn lake service</h1>
            <p>This is the HTTP API of a Zed lake. Point <code>zed</code>, <code>zapi</code>, Zui or a client library here.</p>
            </html>
            """;

    private final String version;

    ServiceEndpoints(String version) {
        this.version = version;
    }

    /// Adds the routes that need neither an id nor authentication.
    ///
    /// @param rootContent what `/` answers, if not the usual page
    void addTo(Router router, Optional<String> rootContent) {
        String page = rootContent.orElse(PAGE);
        String start = page.stripLeading().toLowerCase(Locale.ROOT);
        String type = start.startsWith("<!doctype html") || start.startsWith("<html") ? "text/html" : "text/plain";
        router.add("*", "/", exchange -> exchange.answer(200, type + "; charset=utf-8", page));
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

    /// Adds the routes by which clients find out how to authenticate: not at all.
    static void addAuthenticationTo(Router router, Bodies bodies) {
        router.add("GET", "/auth/method", exchange ->
                        bodies.answer(exchange, 200, bodies.answerFormat(exchange), ApiValues.NO_AUTHENTICATION))
                .add("GET", "/auth/identity", exchange ->
                        bodies.answer(exchange, 200, bodies.answerFormat(exchange), ApiValues.ANONYMOUS));
    }
}
