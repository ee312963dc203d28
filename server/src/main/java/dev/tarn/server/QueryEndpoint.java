package dev.tarn.server;

import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.lake.catalog.Branch;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.TarnException;
import dev.tarn.model.Value;
import dev.tarn.query.QueryException;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.parse.QueryText;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Runs queries and streams their answers.
final class QueryEndpoint {
    // A query that says HEAD all the same misses the name of a pool.
    private static final Head NO_HEAD = new Head("", Branch.MAIN);

    private final Lake lake;
    private final Bodies bodies;
    private final RunningQueries running;

    QueryEndpoint(Lake lake, Bodies bodies, RunningQueries running) {
        this.lake = lake;
        this.bodies = bodies;
        this.running = running;
    }

    /// Adds the routes.
    void addTo(Router router) {
        router.add("POST", "/query", this::query).add("POST", "/query/describe", this::describe).add("GET", "/query/status/{id}", this::status);
    }

    private void query(Exchange exchange) throws IOException {
        String format = bodies.answerFormat(exchange);
        boolean control = exchange.flag("ctrl");
        Value body = bodies.read(exchange);
        var text = QueryText.of(Bodies.text(body, "query"));
        try (var results = start(text, head(body));
                var entry = running.add(exchange.requestId(), results)) {
            var first = first(results, entry);
            try (var answer = bodies.stream(exchange, format, control)) {
                stream(results, first, answer, entry);
            }
        }
    }

    private void describe(Exchange exchange) throws IOException {
        String format = bodies.answerFormat(exchange);
        Value body = bodies.read(exchange);
        var text = QueryText.of(Bodies.text(body, "query"));
        var head = head(body);
        bodies.answer(exchange, 200, format, describe(text, head));
    }

    private Value describe(QueryText text, Optional<Head> head) {
        try {
            return DescriptionValue.of(lake.describe(text, Optional.empty()), false, lake);
        } catch (NotFoundException e) {
            if (head.isEmpty()) {
                throw ApiException.invalid("no pool name given");
            }
        } catch (QueryException e) {
            // Only with a head is it known what is wrong: HEAD may be.
            if (head.isEmpty()) {
                throw e;
            }
        }
        return DescriptionValue.of(lake.describe(text, head), true, lake);
    }

    private Results start(QueryText text, Optional<Head> head) {
        try {
            return lake.query(text, Optional.of(head.orElse(NO_HEAD)), QueryOptions.defaults());
        } catch (NotFoundException e) {
            // What does not exist is named by the query, which therefore is wrong; the address of the request is not. A query
            // that names nothing needs a head.
            throw ApiException.invalid(head.isEmpty() ? "no pool name given" : e.getMessage());
        }
    }

    /// What fails before there is anything to send is still answered with a status of its own.
    private static Optional<Results.Output> first(Results results, RunningQueries.Entry entry) {
        try {
            return results.next();
        } catch (TarnException e) {
            entry.failed(e.getMessage());
            throw e;
        } catch (CancellationException e) {
            entry.failed(stopping().getMessage());
            throw stopping();
        }
    }

    private static void stream(
            Results results, Optional<Results.Output> first, AnswerStream answer, RunningQueries.Entry entry)
            throws IOException {
        try {
            for (var output = first; output.isPresent(); output = results.next()) {
                answer.write(output.get().channel(), output.get().values());
                answer.progress(results.statistics());
            }
            answer.end(results.statistics());
            entry.complete();
        } catch (TarnException e) {
            entry.failed(e.getMessage());
            answer.error(e);
        } catch (CancellationException e) {
            entry.failed(stopping().getMessage());
            answer.error(stopping());
        }
    }

    /// Only a service that stops cancels queries.
    private static ApiException stopping() {
        return new ApiException(ApiException.Kind.OTHER, "the service is stopping");
    }

    private static Optional<Head> head(Value body) {
        return body.field("head").filter(head -> !head.isNull()).flatMap(head -> {
            String pool = Bodies.text(head, "pool");
            String branch = Bodies.text(head, "branch");
            return pool.isEmpty() ? Optional.empty() : Optional.of(new Head(pool, branch.isEmpty() ? Branch.MAIN : branch));
        });
    }

    private void status(Exchange exchange) throws IOException {
        String format = bodies.answerFormat(exchange);
        bodies.answer(exchange, 200, format, ApiValues.queryStatus(running.awaitEnd(exchange.segment("id"))));
    }
}
