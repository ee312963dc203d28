package dev.tarn.server;

import com.fasterxml.jackson.core.JsonFactory;
import dev.tarn.model.TarnException;
import dev.tarn.query.QueryException;
import dev.tarn.server.metrics.RequestMetrics;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Hands each request to its endpoint and turns what goes wrong into the API's error bodies.
final class ApiHandler extends Handler.Abstract {
    private static final Logger LOG = System.getLogger(ApiHandler.class.getName());
    private static final JsonFactory JSON = new JsonFactory();

    private final Router auxiliary;
    private final Router api;
    private final CrossOrigin crossOrigin;
    private final RequestMetrics metrics;

    /// Creates the handler.
    ///
    /// @param auxiliary routes that need no id and come first
    /// @param api the other routes
    /// @param metrics told of each request
    ApiHandler(Router auxiliary, Router api, CrossOrigin crossOrigin, RequestMetrics metrics) {
        this.auxiliary = auxiliary;
        this.api = api;
        this.crossOrigin = crossOrigin;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long start = System.nanoTime();
        metrics.begun();
        String path = request.getHttpURI().getPath();
        Router.Match auxiliaryMatch = auxiliary.find(request.getMethod(), path);
        Router.Match match = auxiliaryMatch instanceof Router.Found ? auxiliaryMatch : api.find(request.getMethod(), path);
        String route = match instanceof Router.Found found ? found.route() : RequestMetrics.UNKNOWN_ROUTE;
        boolean whole = false;
        Optional<Throwable> gone = Optional.empty();
        try {
            if (match == auxiliaryMatch) {
                answerAuxiliary((Router.Found) match, request, response);
            } else {
                answer(match, request, response);
            }
            whole = true;
        } catch (ClientGone e) {
            gone = Optional.of(e.getCause());
        } finally {
            metrics.ended(route, request.getMethod(), response.getStatus(), System.nanoTime() - start, whole);
        }
        gone.ifPresentOrElse(callback::failed, callback::succeeded);
        return true;
    }

    private void answerAuxiliary(Router.Found found, Request request, Response response) {
        if (!crossOrigin.apply(request, response)) {
            run(found.endpoint(), new Exchange(request, response, "", found.segments()));
        }
    }

    private void answer(Router.Match match, Request request, Response response) {
        String requestId = RequestIds.of(request.getHeaders().get(RequestIds.HEADER));
        response.getHeaders().put(RequestIds.HEADER, requestId);
        if (crossOrigin.apply(request, response)) {
            response.setStatus(204);
            return;
        }
        switch (match) {
            case Router.Found found -> run(found.endpoint(), new Exchange(request, response, requestId, found.segments()));
            case Router.WrongMethod _ -> response.setStatus(405);
            case Router.Unknown _ -> run(
                    exchange -> exchange.answer(404, "text/plain; charset=utf-8", "404 page not found\n"),
                    new Exchange(request, response, requestId, Map.of()));
        }
    }

    private static void run(Endpoint endpoint, Exchange exchange) {
        try {
            try {
                endpoint.handle(exchange);
            } catch (TarnException e) {
                answerError(exchange, e);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "request " + exchange.requestId() + " met a bug", e);
                answerError(exchange, new ApiException(ApiException.Kind.OTHER, "internal error: " + e));
            }
        } catch (IOException e) {
            if (!(e instanceof EofException)) {
                LOG.log(Level.DEBUG, "request " + exchange.requestId() + " ended early", e);
            }
            throw new ClientGone(e);
        }
    }

    private static void answerError(Exchange exchange, TarnException error) throws IOException {
        if (exchange.isAnswered()) {
            // The status is out already; ending the connection without the last chunk is all that can still be said.
            throw new IOException("the answer broke off: " + error.getMessage(), error);
        }
        var kind = ApiException.kindOf(error);
        if (kind == ApiException.Kind.OVERLOADED) {
            exchange.setHeader("Retry-After", "1");
        }
        exchange.answer(kind.status(), MediaTypes.JSON, errorBody(kind, error));
    }

    private static String errorBody(ApiException.Kind kind, TarnException error) throws IOException {
        var out = new StringWriter();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "Error");
            json.writeStringField("kind", kind.text());
            json.writeStringField("error", error instanceof QueryException query ? query.plainMessage() : error.getMessage());
            if (error instanceof QueryException query) {
                json.writeArrayFieldStart("compilation_errors");
                for (var problem : query.problems()) {
                    int start = problem.bytes().start();
                    int end = problem.bytes().end();
                    json.writeStartObject();
                    json.writeStringField("Msg", problem.message());
                    json.writeNumberField("Pos", start);
                    // Of what cannot be parsed, it is known only where it begins.
                    json.writeNumberField("End", problem.kind() != QueryException.Problem.Kind.SYNTAX && end > start ? end : -1);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return out.append('\n').toString();
    }

    /// Says that the client went away, or that the connection has to be ended for it to see that an answer is not whole.
    private static final class ClientGone extends RuntimeException {
        ClientGone(IOException cause) {
            super(cause);
        }
    }
}
