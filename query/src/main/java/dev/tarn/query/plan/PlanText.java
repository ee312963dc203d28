package dev.tarn.query.plan;

import dev.tarn.model.SortKey;
import java.util.List;
import java.util.Locale;

/// Writes plans as text, a step per line, the legs of a step indented below it.
final class PlanText {
    private final StringBuilder out = new StringBuilder();

    private PlanText() {}

    static String of(Pipeline pipeline) {
        var text = new PlanText();
        text.write(pipeline, 0);
        return text.out.toString();
    }

    static String over(Step.Over over) {
        return "over " + list(over.expressions())
                + (over.locals().isEmpty() ? "" : " with " + list(over.locals()))
                + over.body().map(body -> " => ( " + of(body).strip().replaceAll("\\s*\\n\\s*", " ") + " )").orElse("");
    }

    private void write(Pipeline pipeline, int depth) {
        for (var step : pipeline.steps()) {
            out.repeat("  ", depth).append("| ").append(line(step)).append('\n');
            writeLegs(step, depth + 1);
        }
    }

    private void writeLegs(Step step, int depth) {
        switch (step) {
            case Step.Fork(var legs) -> legs.forEach(leg -> writeLeg("=>", leg, depth));
            case Step.Switch(_, var cases) -> cases.forEach(c ->
                    writeLeg(c.match().map(e -> "case " + e + " =>").orElse("default =>"), c.leg(), depth));
            default -> { }
        }
    }

    private void writeLeg(String head, Pipeline leg, int depth) {
        out.repeat("  ", depth).append(head).append('\n');
        write(leg.steps().isEmpty() ? Pipeline.of(new Step.Pass()) : leg, depth + 1);
    }

    private static String line(Step step) {
        return switch (step) {
            case Step.Scan scan -> scan(scan);
            case Step.OneNull _ -> "null";
            case Step.Pass _ -> "pass";
            case Step.Filter(var condition) -> "where " + condition;
            case Step.Yield(var expressions) -> "yield " + list(expressions);
            case Step.Cut(var assignments) -> "cut " + list(assignments);
            case Step.Put(var assignments) -> "put " + list(assignments);
            case Step.Drop(var fields) -> "drop " + list(fields);
            case Step.Rename(var renamings) -> "rename " + String.join(",",
                    renamings.stream().map(r -> r.to() + ":=" + r.from()).toList());
            case Step.Summarize summarize -> summarize(summarize);
            case Step.Sort sort -> sort(sort);
            case Step.NullsLast(var key) -> "sorted by " + key + ", nulls last";
            case Step.Head(var count) -> "head " + count;
            case Step.Tail(var count) -> "tail " + count;
            case Step.Uniq(var counted) -> counted ? "uniq -c" : "uniq";
            case Step.Fuse _ -> "fuse";
            case Step.Shape _ -> "shape";
            case Step.Explode(var expressions, var type, var field) ->
                "explode " + list(expressions) + " by " + type + " as " + field;
            case Step.Over over -> over(over);
            case Step.Fork _ -> "fork";
            case Step.Switch(var value, _) -> "switch" + value.map(v -> " " + v).orElse("");
            case Step.Combine _ -> "combine";
            case Step.Otherwise _ -> "otherwise";
            case Step.Merge(var key) -> "merge " + key;
            case Step.Join join -> join(join);
            case Step.Load(var pool, var commit) -> "load " + pool + commit.branch().map(b -> "@" + b).orElse("");
            case Step.Debug(var expression) -> "debug " + expression;
            case Step.Output(var channel) -> "output " + channel;
        };
    }

    private static String join(Step.Join join) {
        return join.style().name().toLowerCase(Locale.ROOT) + " join on " + join.leftKey() + "=" + join.rightKey()
                + (join.assignments().isEmpty() ? "" : " " + list(join.assignments()))
                + switch (join.order()) {
                    case MADE -> " sorted" + (join.descending() ? " desc" : "");
                    case GIVEN -> " in order" + (join.descending() ? " desc" : "");
                    case MERGED -> " merged" + (join.descending() ? " desc" : "");
                    case UNNEEDED -> " unordered";
                };
    }

    private static String scan(Step.Scan scan) {
        var pushed = scan.pushed();
        var text = new StringBuilder("read ").append(scan.name());
        scan.order().ifPresent(key -> text.append(" order ").append(key.path())
                .append(key.direction() == SortKey.Direction.DESCENDING ? " desc" : " asc"));
        if (!pushed.projection().all()) {
            text.append(" fields (").append(list(pushed.projection().paths())).append(')');
        }
        pushed.range().ifPresent(range -> text.append(" range ").append(range.key()));
        pushed.filter().ifPresent(filter -> text.append(" where ").append(filter));
        return text.append(pushed.ordered() ? "" : " unordered").toString();
    }

    private static String summarize(Step.Summarize summarize) {
        var text = new StringBuilder(switch (summarize.part()) {
            case WHOLE -> "summarize ";
            case PARTIAL -> "summarize partially ";
            case FINAL -> "summarize partial results ";
        });
        text.append(list(summarize.aggregations()));
        if (!summarize.keys().isEmpty()) {
            text.append(" by ").append(list(summarize.keys()));
        }
        summarize.sorted().ifPresent(key -> text.append(" in order of ").append(key.path()));
        return text.append(summarize.limit() > 0 ? " with -limit " + summarize.limit() : "").toString();
    }

    private static String sort(Step.Sort sort) {
        var text = new StringBuilder("sort");
        if (sort.terms().isEmpty()) {
            text.append(sort.reverse() ? " -r" : "").append(sort.nullsFirst() ? " -nulls first" : "");
        } else {
            text.append(' ').append(list(sort.terms()));
        }
        return text.append(sort.limit() >= 0 ? " first " + sort.limit() : "").toString();
    }

    private static String list(List<?> things) {
        var text = new StringBuilder();
        for (var thing : things) {
            text.append(text.isEmpty() ? "" : ",").append(thing);
        }
        return text.toString();
    }

}
