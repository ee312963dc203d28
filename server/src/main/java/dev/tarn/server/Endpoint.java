package dev.tarn.server;

import java.io.IOException;

/// Answers the requests of one route.
@FunctionalInterface
interface Endpoint {
    /// Answers a request.
    ///
    /// @throws IOException if the client is gone
    void handle(Exchange exchange) throws IOException;
}
