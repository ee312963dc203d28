package dev.tarn.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;

/// One request and its answer.
final class Exchange {
    private final Request request;
    private final Response response;
    private final String requestId;
    private final Map<String, String> segments;
    private Optional<Fields> parameters = Optional.empty();

    Exchange(Request request, Response response, String requestId, Map<String, String> segments) {
        this.request = request;
        this.response = response;
        this.requestId = requestId;
        this.segments = segments;
    }

    /// Returns the id that the request goes by, the client's own if it gave one.
    String requestId() {
        return requestId;
    }

    /// Returns the value of a named segment of the path.
    String segment(String name) {
        return Optional.ofNullable(segments.get(name))
                .orElseThrow(() -> new IllegalStateException("the route has no segment {" + name + "}"));
    }

    /// Returns a header of the request.
    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /// Returns a parameter of the query string.
    Optional<String> parameter(String name) {
        if (parameters.isEmpty()) {
            parameters = Optional.of(Request.extractQueryParameters(request));
        }
        return Optional.ofNullable(parameters.get().getValue(name));
    }

    /// Returns a boolean parameter, false if it is missing.
    ///
    /// @throws ApiException if it is neither true nor false
    boolean flag(String name) {
        return switch (parameter(name).orElse("false")) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            case String other -> throw ApiException.invalid(
                    // The reference's words, which its clients show.
                    "invalid query param \"" + other + "\": strconv.ParseBool: parsing \"" + other + "\": invalid syntax");
        };
    }

    /// Returns the body of the request.
    InputStream body() {
        return Content.Source.asInputStream(request);
    }

    /// Returns the format that the client wants.
    String acceptedFormat(String fallback) {
        return MediaTypes.accepted(header("Accept"), fallback);
    }

    /// Sets a header of the answer.
    void setHeader(String name, String value) {
        response.getHeaders().put(name, value);
    }

    /// Returns whether the answer has begun, so that its status cannot change any more.
    boolean isAnswered() {
        return response.isCommitted();
    }

    /// Answers with a status and no body.
    void answer(int status) {
        response.setStatus(status);
    }

    /// Answers with a body.
    void answer(int status, String contentType, byte[] body) throws IOException {
        try (var out = stream(status, contentType)) {
            out.write(body);
        }
    }

    /// Answers with a text.
    void answer(int status, String contentType, String body) throws IOException {
        answer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /// Begins an answer whose body is written bit by bit.
    OutputStream stream(int status, String contentType) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        return Content.Sink.asOutputStream(response);
    }
}
