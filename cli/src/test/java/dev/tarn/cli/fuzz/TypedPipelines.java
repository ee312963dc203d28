package dev.tarn.cli.fuzz;

import dev.tarn.cli.fuzz.KnownType.Array;
import dev.tarn.cli.fuzz.KnownType.Distinct;
import dev.tarn.cli.fuzz.KnownType.Entries;
import dev.tarn.cli.fuzz.KnownType.Field;
import dev.tarn.cli.fuzz.KnownType.Fields;
import dev.tarn.cli.fuzz.KnownType.Primitive;
import dev.tarn.cli.fuzz.TypedExpressions.Function;
import dev.tarn.cli.fuzz.TypedExpressions.Place;
import dev.tarn.cli.fuzz.TypedExpressions.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Random pipelines over values of a known type: each operator is made for what the one before it gives. None of them depends on an order
/// that is not specified.
final class TypedPipelines {
    private static final List<String> NAMES = List.of("a", "b", "c", "k", "x", "y", "z", "v");

    private final Choice choice;
    private final TypedValues values;
    private final TypedExpressions expressions;
    private final TypedAggregates aggregates;
    private final Fields other;

    private Scope scope;
    private boolean ordered = true;

    TypedPipelines(Choice choice, TypedValues values, Fields input, Fields other) {
        this(choice, values, new TypedExpressions(choice, values), Scope.of(input), other);
    }

    private TypedPipelines(Choice choice, TypedValues values, TypedExpressions expressions, Scope scope, Fields other) {
        this.choice = choice;
        this.values = values;
        this.expressions = expressions;
        this.aggregates = new TypedAggregates(choice, expressions);
        this.scope = scope;
        this.other = other;
    }

    /// Returns whether the query's answer has an order.
    boolean ordered() {
        return ordered;
    }

    /// Returns a query with declarations or none.
    String query() {
        if (choice.oneIn(4)) {
            return wide();
        }
        var declarations = choice.oneIn(4) ? declarations() : "";
        // Behind others, the reference passes errors on as values.
        return declarations + (choice.oneIn(15) ? expressions.bool(scope, 2) + " | " : "") + pipeline(1 + choice.below(4), 2);
    }

    /// Returns one operator with many expressions or aggregates: the reference takes longer to start than to answer them all.
    private String wide() {
        if (choice.oneIn(4)) {
            return "summarize " + choice.list(6, 12, () -> "x" + choice.below(100_000) + ":=" + aggregates.aggregate(scope, true).text());
        }
        return "yield " + choice.list(10, 25, () -> expressions.of(choice.oneIn(2) ? values.type(choice.below(3)) : expressions.aType(scope), scope, 3));
    }

    private String declarations() {
        var text = new StringBuilder();
        for (int i = choice.below(3); i >= 0; i--) {
            String name = "d" + i;
            var type = choice.oneIn(2) ? expressions.aType(scope) : values.type(1);
            if (choice.oneIn(3)) {
                text.append("const ").append(name).append('=').append(expressions.literals().literal(type)).append('\n');
                scope = scope.with(List.of(new Place(name, type)));
            } else {
                var parameters = List.of(new Place("p", expressions.aType(scope)), new Place("q", expressions.aType(scope)));
                // Functions see no values but their arguments.
                var body = expressions.of(type, new Scope(new Fields(List.of()), Stream.concat(scope.others().stream(), parameters.stream()).toList()), 2);
                text.append("func ").append(name).append("(p,q): (").append(body).append(")\n");
                expressions.declare(new Function(name, parameters.stream().map(Place::type).toList(), type));
            }
        }
        return text.toString();
    }

    /// Returns some operators behind each other.
    private String pipeline(int count, int depth) {
        var text = new StringJoiner(choice.oneIn(40) ? "\n| " : " | ");
        for (int i = 0; i < count; i++) {
            text.add(operator(depth));
        }
        return text.toString();
    }

    private String operator(int depth) {
        return switch (choice.below(30)) {
            case 0, 1, 2, 3, 4 -> made();
            case 5, 6, 7 -> put();
            case 8 -> choice.of("where ", "where ", "search ") + expressions.bool(scope, 2);
            case 9 -> "where " + expressions.bool(scope, 2) + " or has(" + expressions.place(scope).text() + ")";
            case 10 -> cut();
            case 11 -> drop();
            case 12 -> rename();
            case 13, 14 -> sort();
            case 15 -> ordered ? choice.of("head", "tail", "head 3", "tail 2", "head 1+1", "uniq", "uniq -c | yield value") : "pass";
            case 16, 17, 18, 19 -> summarize();
            case 20, 21, 22 -> depth > 0 ? over(depth) : made();
            case 23 -> depth > 0 ? branch(depth) : put();
            case 24, 25 -> depth > 1 ? join() : summarize();
            case 26 -> shape();
            case 27 -> explode();
            case 28 -> ordered ? choice.of("fuse", "top 3 this", "top 2 " + key() + ",this") : "assert " + expressions.bool(scope, 2);
            default -> search();
        };
    }

    private List<Field> fields() {
        return scope.self().under() instanceof Fields(List<Field> fields) ? fields : List.of();
    }

    private String plain() {
        return choice.of(NAMES);
    }

    private String path(Field field) {
        return TypedExpressions.inside("this", field.name());
    }

    private void become(KnownType type) {
        scope = scope.inside(type);
    }

    private String made() {
        if (choice.oneIn(8)) {
            var type = expressions.aType(scope);
            String text = "yield " + choice.list(1, 2, () -> expressions.of(type, scope, 3));
            become(type);
            return text;
        }
        List<Field> made = new ArrayList<>();
        var text = new StringJoiner(",", choice.of("yield {", "yield {", "{"), "}");
        for (int count = 1 + choice.below(4); count > 0; count--) {
            var field = new Field(plain(), expressions.aType(scope));
            if (made.stream().noneMatch(one -> one.name().equals(field.name()))) {
                made.add(field);
                text.add(field.name() + ":" + expressions.of(field.type(), scope, 3));
            }
        }
        become(new Fields(made));
        return text.toString();
    }

    private String put() {
        if (fields().isEmpty()) {
            return made();
        }
        var field = choice.oneIn(2) ? fields().get(choice.below(fields().size())) : new Field(plain(), expressions.aType(scope));
        String text = choice.of("put ", "") + path(field) + ":=" + expressions.of(field.type(), scope, 3);
        if (choice.oneIn(6)) {
            return text + ",n.x:=" + expressions.any(scope, 2);
        }
        become(with(field));
        return text;
    }

    private Fields with(Field field) {
        var all = new ArrayList<>(fields());
        all.removeIf(one -> one.name().equals(field.name()));
        all.add(field);
        return new Fields(List.copyOf(all));
    }

    private String cut() {
        List<Field> kept = fields().stream().filter(_ -> choice.oneIn(2)).toList();
        if (kept.isEmpty()) {
            return made();
        }
        var added = new Field("z", expressions.aType(scope));
        String text = "cut " + kept.stream().map(this::path).collect(Collectors.joining(",")) + (choice.oneIn(2) ? "" : ",z:=" + expressions.of(added.type(), scope, 2));
        become(new Fields(text.contains(",z:=") ? Stream.concat(kept.stream().filter(field -> !field.name().equals("z")), Stream.of(added)).toList() : kept));
        return text;
    }

    private String drop() {
        if (fields().size() < 2) {
            return "drop none";
        }
        var dropped = fields().get(choice.below(fields().size()));
        var text = "drop " + path(dropped);
        become(new Fields(fields().stream().filter(field -> !field.equals(dropped)).toList()));
        return text;
    }

    private String rename() {
        var named = fields().stream().filter(field -> fields().stream().noneMatch(one -> one.name().equals("w"))).toList();
        if (named.isEmpty()) {
            return "pass";
        }
        var from = named.get(choice.below(named.size()));
        var text = "rename w:=" + path(from);
        become(new Fields(fields().stream().map(field -> field.equals(from) ? new Field("w", field.type()) : field).toList()));
        return text;
    }

    private String key() {
        // The reference crashes where variables are keys.
        var bare = Scope.of(scope.self());
        return choice.oneIn(4) ? expressions.of(expressions.aType(bare), bare, 1) : expressions.place(bare).text();
    }

    private String sort() {
        return choice.of("sort ", "sort ", "sort -r ", "sort -nulls first ", "sort -nulls last ", "sort -r -nulls first ") + choice.list(1, 3, () -> key() + choice.of("", "", " asc", " desc"));
    }

    private String summarize() {
        if (choice.oneIn(25)) {
            ordered = false;
            var time = expressions.of(KnownType.TIME, scope, 2);
            become(new Fields(List.of(new Field("ts", KnownType.TIME), new Field("count", new Primitive("uint64")))));
            return "put ts:=" + time + " | count() by every(" + choice.of("1h", "1d", "7s", "1w", "1y") + ")";
        }
        List<Field> results = new ArrayList<>();
        var keys = new StringJoiner(",", " by ", "");
        int count = choice.below(4) == 0 ? 0 : 1 + choice.below(2);
        for (int i = 0; i < count; i++) {
            var type = expressions.aType(scope);
            results.add(new Field("k" + i, type));
            keys.add("k" + i + ":=" + expressions.of(type, scope, choice.below(3)));
        }
        var text = new StringJoiner(",", choice.of("summarize ", ""), "");
        for (int i = choice.below(3); i >= 0; i--) {
            var aggregate = aggregates.aggregate(scope, ordered);
            results.add(new Field("x" + i, aggregate.type()));
            text.add("x" + i + ":=" + aggregate.text());
        }
        become(new Fields(List.copyOf(results)));
        ordered &= count == 0;
        return count == 0 ? text.toString() : text + keys.toString();
    }

    /// What can be taken apart, and what comes of it.
    private record Source(String text, KnownType element) {}

    private Source source() {
        var sources = scope.places().stream().<Source>mapMulti((place, into) -> {
            switch (place.type().under()) {
                case Array(KnownType element) -> into.accept(new Source(place.text(), element));
                case Distinct(KnownType element) -> into.accept(new Source(place.text(), element));
                case Entries(KnownType key, KnownType value) -> into.accept(new Source(place.text(), new Fields(List.of(new Field("key", key), new Field("value", value)))));
                case Fields(List<Field> fields) when !fields.isEmpty() ->
                    into.accept(new Source(place.text(), new Fields(List.of(new Field("key", new Array(KnownType.STRING)), new Field("value", fields.getFirst().type())))));
                default -> { }
            }
        }).toList();
        if (!sources.isEmpty() && !choice.oneIn(4)) {
            return sources.get(choice.below(sources.size()));
        }
        var element = expressions.aType(scope);
        return new Source(expressions.list(element, scope, 2), element);
    }

    private String over(int depth) {
        var source = source();
        var local = new Place("w", expressions.aType(scope));
        boolean with = choice.oneIn(2);
        String head = "over " + source.text() + (with ? " with w=" + expressions.of(local.type(), scope, 1) : "");
        if (!with && choice.oneIn(4)) {
            become(source.element());
            return head;
        }
        var inside = scope.inside(source.element());
        var body = new TypedPipelines(choice, values, expressions, with ? inside.with(List.of(local)) : inside, other);
        String text = head + " => (" + body.pipeline(1 + choice.below(3), depth - 1) + ")";
        become(body.scope.self());
        ordered &= body.ordered;
        return text;
    }

    private String branch(int depth) {
        String text = choice.by(() -> "fork (=> " + leg(depth) + " => " + leg(depth) + choice.by(() -> "", () -> " => " + leg(depth)) + ")",
            () -> "switch (case " + expressions.bool(scope, 2) + " => " + leg(depth) + " case " + expressions.bool(scope, 1) + " => " + leg(depth) + choice.by(() -> "", () -> " default => " + leg(depth)) + ")",
            () -> selected(depth), () -> depth > 1 ? sorted() : selected(depth));
        ordered = false;
        return text;
    }

    // In scopes the reference hangs on it.
    private String sorted() {
        var key = expressions.place(Scope.of(scope.self())).text();
        return "fork (=> sort " + key + " => where " + expressions.bool(scope, 1) + " | sort " + key + ") | merge " + key;
    }

    private String selected(int depth) {
        var type = expressions.aType(scope);
        return "switch " + expressions.of(type, scope, 1) + " (case " + expressions.literals().literal(type) + " => " + leg(depth) + " case " + expressions.literals().literal(type) + " => " + leg(depth)
            + choice.by(() -> "", () -> " default => " + leg(depth)) + ")";
    }

    /// Returns operators behind which values have the type that they had.
    private String leg(int depth) {
        return choice.by(() -> "pass", () -> "where " + expressions.bool(scope, 2), this::sort, () -> {
            if (fields().isEmpty()) {
                return "pass";
            }
            var field = fields().get(choice.below(fields().size()));
            return "put " + path(field) + ":=" + expressions.of(field.type(), scope, 2);
        }, () -> {
            var body = new TypedPipelines(choice, values, expressions, scope, other);
            body.ordered = ordered;
            return body.pipeline(1 + choice.below(2), depth - 1);
        }, () -> "yield " + expressions.of(scope.self(), scope, 2));
    }

    private String join() {
        var left = expressions.place(scope);
        var right = Scope.of(choice.oneIn(3) ? scope.self() : other);
        boolean file = right.self() == other;
        var keys = right.places().stream().filter(place -> place.type().equals(left.type())).toList();
        String rightKey = keys.isEmpty() || choice.oneIn(6) ? "(" + expressions.of(left.type(), right, 1) + ")" : keys.get(choice.below(keys.size())).text();
        var hit = right.places().get(choice.below(right.places().size()));
        String kind = choice.of("", "inner ", "left ", "right ", "anti ");
        String lead = choice.of("", "", "sort " + left.text() + " | ");
        String leg = choice.of("pass", "sort " + rightKey, "sort -r " + rightKey, "where " + expressions.bool(right, 1));
        String arguments = " on " + left.text() + "=" + rightKey + choice.of("", " hit:=" + hit.text(), " hit:=" + hit.text() + ",z:=this");
        ordered = false;
        String text = file ? lead + kind + "join (file " + RandomQueries.FILE + " | " + leg + ")" + arguments : "fork (=> " + choice.of("pass", "sort " + left.text()) + " => " + leg + ") | " + kind + "join" + arguments;
        if (arguments.contains("hit:=") && !kind.equals("anti ")) {
            become(with(new Field("hit", hit.type())));
        }
        return text;
    }

    private String shape() {
        if (!(scope.self() instanceof Fields whole)) {
            return made();
        }
        var to = values.changed(whole);
        if (!to.hasText()) {
            return "yield {...this}";
        }
        become(to);
        return choice.of("shape", "cast", "fill", "crop", "fit", "order") + choice.of("(<", "(this,<") + to.text() + ">)";
    }

    private String explode() {
        var type = expressions.aType(scope);
        if (!type.hasText()) {
            return "pass";
        }
        String text = "explode " + choice.list(1, 2, () -> choice.oneIn(2) ? "this" : expressions.place(scope).text()) + " by " + type.text();
        boolean named = choice.oneIn(2);
        become(new Fields(List.of(new Field(named ? "v" : "value", type))));
        return text + (named ? " as v" : "");
    }

    private String search() {
        return "search " + choice.by(() -> term() + " or has(" + expressions.place(scope).text() + ")", () -> term() + choice.of(" ", " and ", " or ") + term(), () -> "not " + term(), () -> term() + " " + expressions.bool(scope, 1), () -> "(" + term() + " or " + term() + ") " + term());
    }

    private String term() {
        return choice.by(() -> choice.of("a", "foo", "b*", "*c", "/a/", "/^[ab]/", "\"foo bar\"", "1", "80", "-1", "1.5", "10.0.0.1", "10.0.0.0/8", "1s", "é", "ünï", "\"\"", "*", "true", "null", "A*", "x=1"),
            () -> expressions.literals().literal(choice.oneIn(2) ? KnownType.STRING : choice.oneIn(2) ? KnownType.INT64 : new Primitive(choice.of("duration", "time", "ip", "net", "bytes", "bool"))),
            () -> expressions.place(scope).text() + choice.of("==", "<", ">=", "!=", " in ") + choice.of("1", "\"a\"", "1.5", "[1,2]", "10.0.0.0/8"));
    }
}
