package dev.tarn.server;

import com.fasterxml.jackson.core.JsonFactory;
import dev.tarn.model.TarnException;
import dev.tarn.query.QueryException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
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

    /// Creates the handler.
    ///
    /// @param auxiliary routes that need no id and come first
    /// @param api the other routes
    ApiHandler(Router auxiliary, Router api, CrossOrigin crossOrigin) {
        this.auxiliary = auxiliary;
        this.api = api;
        this.crossOrigin = crossOrigin;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            dispatch(request, response);
            callback.succeeded();
        } catch (ClientGone e) {
            callback.failed(e.getCause());
        }
        return true;
    }

    private void dispatch(Request request, Response response) {
        String path = request.getHttpURI().getPath();
        if (auxiliary.find(request.getMethod(), path) instanceof Router.Found found) {
            if (!crossOrigin.apply(request, response)) {
                run(found.endpoint(), new Exchange(request, response, "", found.segments()));
            }
            return;
        }
        String requestId = RequestIds.of(request.getHeaders().get(RequestIds.HEADER));
        response.getHeaders().put(RequestIds.HEADER, requestId);
        if (crossOrigin.apply(request, response)) {
            response.setStatus(204);
            return;
        }
        switch (api.find(request.getMethod(), path)) {
            case Router.Found found ->
                run(found.endpoint(), new Exchange(request, response, requestId, found.segments()));
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
                    int start = problem.span().start();
                    int end = problem.span().end();
                    json.writeStartObject();
                    json.writeStringField("Msg", problem.message());
                    json.writeNumberField("Pos", start);
                    json.writeNumberField("End", end > start ? end : -1);
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
