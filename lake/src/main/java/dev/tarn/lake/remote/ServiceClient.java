package dev.tarn.lake.remote;

import dev.tarn.model.ConflictException;
import dev.tarn.model.InputException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.TarnException;
import dev.tarn.model.Value;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.QueryException;
import dev.tarn.query.QueryException.Problem;
import dev.tarn.query.parse.ProblemLocator;
import dev.tarn.query.parse.QueryText;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends requests to a service and turns its errors into exceptions.
final class ServiceClient implements AutoCloseable {
    static final String ZNG = "application/x-zng";
    static final String ZSON = "application/x-zson";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final String service;
    private final HttpClient http;

    /// Creates a client.
    ///
    /// @param service the address; the port is 9867 unless it says otherwise
    ServiceClient(URI service) {
        String base = service.getPort() < 0
                ? service.getScheme() + "://" + service.getHost() + ":9867" + service.getRawPath()
                : service.toString();
        this.service = base.replaceAll("/+$", "");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /// Returns the address of the service.
    String service() {
        return service;
    }

    /// Returns the name of a pool or branch as a segment of a path.
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Sends a request whose body is a value in ZSON and returns the first value of the answer, if there is one.
    Optional<Value> call(String method, String path, String zson) {
        var body = zson.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(zson);
        return call(method, path, body, Map.of("Content-Type", ZSON));
    }

    /// Sends a request and returns the first value of the answer, if there is one.
    Optional<Value> call(String method, String path, BodyPublisher body, Map<String, String> headers) {
        try (var answer = send(method, path, body, ZSON, headers)) {
            byte[] text = answer.readAllBytes();
            return text.length == 0 ? Optional.empty() : Optional.of(parse(text));
        } catch (IOException e) {
            throw new ServiceException(service + ": the answer broke off: " + e.getMessage(), e);
        }
    }

    private static Value parse(byte[] text) {
        return Zson.parse(new String(text, StandardCharsets.UTF_8));
    }

    /// Sends a request and returns the body of the answer, to be closed by the caller.
    ///
    /// @param accept the media type of the answer
    /// @throws TarnException if the service answers with an error
    InputStream send(String method, String path, BodyPublisher body, String accept, Map<String, String> headers) {
        return send(method, path, body, accept, headers, QueryText.of(""));
    }

    /// Sends a query and returns the body of the answer, to be closed by the caller.
    ///
    /// @throws TarnException if the service answers with an error
    InputStream sendQuery(QueryText query, String zson) {
        return send(
                "POST", "/query?ctrl=T", BodyPublishers.ofString(zson), ZNG, Map.of("Content-Type", ZSON), query);
    }

    private InputStream send(String method, String path, BodyPublisher body, String accept,
            Map<String, String> headers, QueryText query) {
        var request = HttpRequest.newBuilder(URI.create(service + path)).method(method, body).header("Accept", accept);
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            throw error(response, query);
        } catch (ConnectException e) {
            throw new ServiceException(
                    service + ": no lake service answers there (start one with \"zed serve\", or name another with -lake)", e);
        } catch (IOException e) {
            throw new ServiceException(service + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException(service + ": interrupted while waiting for the answer", e);
        }
    }

    private TarnException error(HttpResponse<InputStream> response, QueryText query) throws IOException {
        int status = response.statusCode();
        byte[] body;
        try (var in = response.body()) {
            body = in.readAllBytes();
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        try {
            Value error = Zson.parse(text);
            String message = error.field("error").map(Value::asString).orElse(text);
            return exception(status, "status code " + status + ": " + message, problems(error, query));
        } catch (InputException | ClassCastException e) {
            // Not the API's error body: a proxy's page, say. The text is all that is known.
            return exception(status, text.isEmpty() ? service + ": status " + status : text, List.of());
        }
    }

    private static List<Problem> problems(Value error, QueryText query) {
        var problems = new ArrayList<Problem>();
        var locator = new ProblemLocator(query);
        for (var problem : error.field("compilation_errors").map(Value::elements).orElse(List.of())) {
            int start = problem.field("Pos").map(Value::asLong).orElse(0L).intValue();
            int end = problem.field("End").map(Value::asLong).orElse(-1L).intValue();
            String message = problem.field("Msg").map(Value::asString).orElse("");
            var located = locator.problem(message, locator.spanOfBytes(start, Math.max(start, end)));
            problems.add(end >= 0 ? located : asSyntax(located));
        }
        return problems;
    }

    // The API says of a syntax error only where it begins.
    private static Problem asSyntax(Problem problem) {
        return new Problem(Problem.Kind.SYNTAX, problem.message(), problem.expectation(), problem.span(), problem.bytes(),
                problem.file(), problem.line(), problem.column(), problem.excerpt());
    }

    private static TarnException exception(int status, String message, List<Problem> problems) {
        return switch (status) {
            case 404 -> new NotFoundException(message);
            case 409 -> new ConflictException(message);
            case 400 -> problems.isEmpty() ? new InputException(message) : new QueryException(problems);
            default -> new ServiceException(message);
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
