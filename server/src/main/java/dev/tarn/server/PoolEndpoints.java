package dev.tarn.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tarn.lake.CommitMessage;
import dev.tarn.lake.EmptyLoadException;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.lake.PoolSettings;
import dev.tarn.lake.catalog.Branch;
import dev.tarn.lake.catalog.Id;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.Path;
import dev.tarn.model.SortKey;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.TypeText;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// Answers requests about pools and branches: making, renaming, dropping, and loading into them.
final class PoolEndpoints {
    private static final JsonFactory JSON = new JsonFactory();

    private final Lake lake;
    private final Bodies bodies;

    PoolEndpoints(Lake lake, Bodies bodies) {
        this.lake = lake;
        this.bodies = bodies;
    }

    /// Adds the routes.
    void addTo(Router router) {
        router.add("POST", "/pool", this::createPool)
                .add("PUT", "/pool/{pool}", this::renamePool)
                .add("DELETE", "/pool/{pool}", this::dropPool)
                .add("POST", "/pool/{pool}", this::createBranch)
                .add("GET", "/pool/{pool}/stats", this::statistics)
                .add("GET", "/pool/{pool}/branch/{branch}", this::branch)
                .add("DELETE", "/pool/{pool}/branch/{branch}", this::removeBranch)
                .add("POST", "/pool/{pool}/branch/{branch}", this::load);
    }

    private void createPool(Exchange exchange) throws IOException {
        String format = bodies.answerFormat(exchange);
        Value body = bodies.read(exchange);
        String name = Bodies.text(body, "name");
        var settings = PoolSettings.of(sortKey(body))
                .withSizes(Bodies.number(body, "seek_stride"), Bodies.number(body, "thresh"));
        var pool = lake.createPool(name, settings);
        answerBranch(exchange, format, pool.id(), Branch.MAIN, "this");
    }

    private static SortKey sortKey(Value body) {
        var layout = body.field("layout").filter(value -> !value.isNull());
        var keys = layout.flatMap(value -> value.field("keys")).filter(value -> !value.isNull());
        if (keys.isEmpty() || keys.get().elements().isEmpty()) {
            return PoolSettings.DEFAULT.key();
        }
        var names = keys.get().elements().getFirst().elements().stream().map(Value::asString).toList();
        String order = Bodies.text(layout.get(), "order").toLowerCase(Locale.ROOT);
        return switch (order) {
            case "", "asc" -> new SortKey(new Path(names), SortKey.Direction.ASCENDING, SortKey.Nulls.LAST);
            case "desc" -> new SortKey(new Path(names), SortKey.Direction.DESCENDING, SortKey.Nulls.FIRST);
            default -> throw ApiException.invalid("unknown order: " + order + " (known: asc, desc)");
        };
    }

    /// Answers with what the lake says about a branch: the configurations of its pool and of itself, or one of them.
    private void answerBranch(Exchange exchange, String format, Id pool, String branch, String part) throws IOException {
        String query = "from '" + pool + "':branches | branch.name==" + TypeText.quote(branch) + " | yield " + part;
        try (var results = lake.query(query)) {
            for (Value value : results) {
                bodies.answer(exchange, 200, format, value);
                return;
            }
        }
        throw new NotFoundException(branch + ": branch not found");
    }

    private void renamePool(Exchange exchange) throws IOException {
        Value body = bodies.read(exchange);
        lake.renamePool(exchange.segment("pool"), Bodies.text(body, "name"));
        exchange.answer(204);
    }

    private void dropPool(Exchange exchange) {
        lake.dropPool(exchange.segment("pool"));
        exchange.answer(204);
    }

    private void createBranch(Exchange exchange) throws IOException {
        String format = bodies.answerFormat(exchange);
        Value body = bodies.read(exchange);
        var pool = lake.pool(exchange.segment("pool"));
        var branch = lake.createBranch(pool.id().toString(), Bodies.text(body, "name"), Bodies.text(body, "commit"));
        answerBranch(exchange, format, pool.id(), branch.name(), "branch");
    }

    private void branch(Exchange exchange) throws IOException {
        String format = bodies.answerFormat(exchange);
        var branch = lake.branch(exchange.segment("pool"), exchange.segment("branch"));
        bodies.answer(exchange, 200, format, ApiValues.tip(branch.commit()));
    }

    private void removeBranch(Exchange exchange) {
        lake.removeBranch(exchange.segment("pool"), exchange.segment("branch"));
        exchange.answer(204);
    }

    private void load(Exchange exchange) throws IOException {
        String format = bodies.answerFormat(exchange);
        var message = commitMessage(exchange);
        var target = new Head(exchange.segment("pool"), exchange.segment("branch"));
        // Looked up first, so that a wrong name does not cost the reading of the whole body.
        lake.branch(target.pool(), target.branch());
        try {
            var receipt = lake.load(target, bodies.source(exchange), message);
            bodies.answer(exchange, 200, format, ApiValues.commit(receipt));
        } catch (EmptyLoadException e) {
            throw ApiException.invalid("no records in request");
        }
    }

    private void statistics(Exchange exchange) throws IOException {
        String format = bodies.answerFormat(exchange);
        var pool = lake.pool(exchange.segment("pool"));
        long bytes = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        boolean timed = true;
        try (var objects = lake.query("from '" + pool.id() + "'@main:objects | cut size,min,max")) {
            for (Value object : objects) {
                bytes += Bodies.number(object, "size");
                timed &= isTime(object.field("min")) && isTime(object.field("max"));
                if (timed) {
                    first = Math.min(first, object.field("min").get().asLong());
                    last = Math.max(last, object.field("max").get().asLong());
                }
            }
        }
        boolean hasSpan = timed && first <= last;
        bodies.answer(exchange, 200, format, ApiValues.statistics(bytes, hasSpan ? Optional.of(new ApiValues.Span(first, last)) : Optional.empty()));
    }

    private static boolean isTime(Optional<Value> value) {
        return value.filter(found -> found.type() == PrimitiveType.TIME && !found.isNull()).isPresent();
    }

    private static CommitMessage commitMessage(Exchange exchange) {
        var header = exchange.header("Zed-Commit");
        if (header.isEmpty() || header.get().isBlank()) {
            return CommitMessage.NONE;
        }
        var message = CommitMessage.NONE;
        try (var json = JSON.createParser(header.get())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw ApiException.invalid("load endpoint encountered invalid JSON in Zed-Commit header: not an object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                message = withField(message, json);
            }
        } catch (IOException e) {
            throw ApiException.invalid("load endpoint encountered invalid JSON in Zed-Commit header: " + e.getMessage());
        }
        return message;
    }

    private static CommitMessage withField(CommitMessage message, JsonParser json) throws IOException {
        String name = json.currentName().toLowerCase(Locale.ROOT);
        json.nextToken();
        String text = json.getValueAsString("");
        json.skipChildren();
        return switch (name) {
            case "author" -> new CommitMessage(text, message.body(), message.meta());
            case "body" -> new CommitMessage(message.author(), text, message.meta());
            case "meta" -> new CommitMessage(message.author(), message.body(), text);
            default -> message;
        };
    }
}
