package dev.tarn.server;

import com.github.ksuid.Ksuid;

/// The ids that requests go by in answers and logs.
final class RequestIds {
    /// The header of a request and of its answer.
    static final String HEADER = "X-Request-Id";

    private RequestIds() {}

    /// Returns the client's own id, or a new one if it gave none.
    static String of(String clientId) {
        return clientId == null || clientId.isEmpty() ? Ksuid.newKsuid().toString() : clientId;
    }
}
