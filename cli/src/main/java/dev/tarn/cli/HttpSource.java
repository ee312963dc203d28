package dev.tarn.cli;

import dev.tarn.formats.Formats;
import dev.tarn.formats.InputOptions;
import dev.tarn.model.InputException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values of the answer to an HTTP request, which is made when the source is opened.
final class HttpSource implements Source {
    private static final int NOT_FOUND = 404;
    private static final int FIRST_NOT_OK = 300;

    /// What to ask for.
    ///
    /// @param method the HTTP method
    /// @param headers the headers to send, each with its values
    /// @param body what to send, if anything
    record Request(String url, String method, Map<String, List<String>> headers, Optional<String> body) {
        static Request get(String url) {
            return new Request(url, "GET", Map.of(), Optional.empty());
        }
    }

    private final Request request;
    private final String format;
    private final InputOptions options;

    HttpSource(Request request, String format, InputOptions options) {
        this.request = request;
        this.format = format;
        this.options = options;
    }

    @Override
    public Scan open(ScanRequest scan) {
        HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
        try {
            HttpResponse<InputStream> answer = client.send(toHttp(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() == NOT_FOUND) {
                throw new NotFoundException("file does not exist");
            }
            if (answer.statusCode() >= FIRST_NOT_OK) {
                throw new InputException("status " + answer.statusCode());
            }
            return Formats.open(format, answer.body(), options).open(scan);
        } catch (ConnectException e) {
            throw new UncheckedIOException(new IOException("connection refused", e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private HttpRequest toHttp() {
        try {
            HttpRequest.BodyPublisher body = request.body().map(HttpRequest.BodyPublishers::ofString)
                .orElseGet(HttpRequest.BodyPublishers::noBody);
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url())).method(request.method(), body);
            request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        }
    }
}
