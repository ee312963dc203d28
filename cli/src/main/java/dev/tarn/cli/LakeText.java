package dev.tarn.cli;

import dev.tarn.lake.Head;
import dev.tarn.lake.catalog.Id;
import dev.tarn.model.Sink;
import dev.tarn.model.Value;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The format `lake`: what lakes say about themselves, for people. Other values are written as ZSON.
final class LakeText implements Sink {
    private static final int MESSAGE_WIDTH = 80;
    private static final String BOLD_YELLOW = "\033[33;1m";
    private static final String PLAIN = "\033[0m";

    private final PrintStream out;
    private final Optional<Head> head;
    private final boolean color;
    private final Map<String, String> branchOfCommit = new HashMap<>();

    /// @param head what the user works on, which is marked
    LakeText(OutputStream out, Optional<Head> head, boolean color) {
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.head = head;
        this.color = color;
    }

    @Override
    public void write(Vector batch) {
        for (int row = 0; row < batch.length(); row++) {
            writeValue(Value.of(batch, row));
        }
    }

    private void writeValue(Value value) {
        switch (value.type() instanceof NamedType named ? named.name() : "") {
            case "pools.Config" -> pool(value);
            case "lake.BranchMeta" -> branch(value);
            case "lake.BranchTip" -> tip(value);
            case "Commit" -> commit(value);
            case "data.Object" -> object(value);
            default -> out.println(Zson.format(value));
        }
    }

    private void pool(Value pool) {
        Value layout = pool.field("layout").orElseThrow();
        String keys = layout.field("keys").orElseThrow().elements().stream().map(LakeText::path).collect(Collectors.joining(","));
        out.println(highlight(text(pool, "name") + " " + id(pool, "id")) + " key " + (keys.isEmpty() ? "this" : keys) + " order "
            + text(layout, "order"));
    }

    private static String path(Value key) {
        return key.elements().stream().map(Value::asString).collect(Collectors.joining("."));
    }

    private void branch(Value meta) {
        String pool = text(meta.field("pool").orElseThrow(), "name");
        Value config = meta.field("branch").orElseThrow();
        String branch = text(config, "name");
        boolean current = head.filter(at -> at.pool().equals(pool) && at.branch().equals(branch)).isPresent();
        out.println(pool + "@" + branch + " commit " + id(config, "commit") + (current ? " (HEAD)" : ""));
    }

    private void tip(Value tip) {
        branchOfCommit.merge(id(tip, "Commit"), text(tip, "Name"), (a, b) -> a + ", " + b);
    }

    private void commit(Value commit) {
        String id = id(commit, "id");
        String names = branchOfCommit.getOrDefault(id, "");
        out.println(highlight("commit " + id) + decoration(id, names));
        out.println("Author: " + text(commit, "author"));
        out.println("Date:   " + Instant.EPOCH.plus(commit.field("date").orElseThrow().asLong(), ChronoUnit.NANOS).truncatedTo(ChronoUnit.SECONDS));
        out.println();
        Paragraphs.wrap(text(commit, "message"), MESSAGE_WIDTH).forEach(line -> out.println(line.isEmpty() ? "" : "    " + line));
        out.println();
    }

    private String decoration(String id, String names) {
        if (names.isEmpty()) {
            return "";
        }
        String current = head.map(Head::branch).orElse("");
        if (!List.of(names.split(", ")).contains(current)) {
            return " (" + names + ")";
        }
        String others = List.of(names.split(", ")).stream().filter(name -> !name.equals(current)).map(name -> ", " + name)
            .collect(Collectors.joining());
        return " (HEAD -> " + current + others + ")";
    }

    private void object(Value object) {
        out.println(highlight(id(object, "id")) + " " + object.field("size").orElseThrow().asLong() + " bytes "
            + object.field("count").orElseThrow().asLong() + " records");
        out.println("   min " + object.field("min").map(Zson::format).orElse("null") + " max "
            + object.field("max").map(Zson::format).orElse("null"));
    }

    private String highlight(String text) {
        return color ? BOLD_YELLOW + text + PLAIN : text;
    }

    private static String text(Value record, String field) {
        return record.field(field).filter(value -> !value.isNull()).map(Value::asString).orElse("");
    }

    private static String id(Value record, String field) {
        return record.field(field).filter(value -> !value.isNull()).map(value -> Id.of(value.asBytes()).toString()).orElse("");
    }

    @Override
    public void close() {
        out.flush();
    }
}
