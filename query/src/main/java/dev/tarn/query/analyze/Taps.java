package dev.tarn.query.analyze;

import dev.tarn.model.Path;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.query.expression.Comparison;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.plan.Pipeline;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The scans with `tap`: `from logs:objects tap | ts > x` gives the objects that the query would read, by their least and greatest keys,
/// instead of what it makes of their values.
final class Taps {
    private static final Expr ZERO = new Expr.Literal(Value.ofLong(PrimitiveType.INT64, 0));

    // The key of what is read, none where objects cannot be told apart by it.
    private final Map<Integer, Optional<Path>> keys = new HashMap<>();

    /// Makes a scan one with `tap`.
    ///
    /// @param key the key whose range the values of the scan tell as `min` and `max`, if they do
    void add(Step.Scan scan, Optional<Path> key) {
        keys.put(scan.source(), key);
    }

    /// Returns steps in which nothing follows a scan with `tap` but a filter for what it tells.
    List<Step> applied(List<Step> steps) {
        if (keys.isEmpty()) {
            return steps;
        }
        var applied = new ArrayList<Step>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            applied.add(switch (step) {
                case Step.Fork(var legs) -> new Step.Fork(legs.stream().map(this::applied).toList());
                case Step.Switch(var value, var cases) -> new Step.Switch(value,
                        cases.stream().map(one -> new Step.Case(one.match(), applied(one.leg()))).toList());
                default -> step;
            });
            if (step instanceof Step.Scan scan && keys.containsKey(scan.source())) {
                if (keys.get(scan.source()).isPresent() && i + 1 < steps.size() && steps.get(i + 1) instanceof Step.Filter(var condition)) {
                    mayMatch(condition, keys.get(scan.source()).get()).map(Step.Filter::new).ifPresent(applied::add);
                }
                return applied;
            }
        }
        return applied;
    }

    private Pipeline applied(Pipeline pipeline) {
        return new Pipeline(applied(pipeline.steps()));
    }

    /// Returns whether an object can have values for which a condition is true, from its range of keys; empty if it always can.
    private static Optional<Expr> mayMatch(Expr condition, Path key) {
        return switch (condition) {
            case Expr.And(var left, var right) -> {
                var a = mayMatch(left, key);
                var b = mayMatch(right, key);
                yield a.isEmpty() || b.isEmpty() ? a.or(() -> b) : Optional.of(new Expr.And(a.get(), b.get()));
            }
            case Expr.Or(var left, var right) -> mayMatch(left, key)
                    .flatMap(a -> mayMatch(right, key).map(b -> new Expr.Or(a, b)));
            case Expr.Compare(var comparison, var left, Expr.Literal bound) when isKey(left, key) ->
                mayMatch(comparison, bound);
            case Expr.Compare(var comparison, Expr.Literal bound, var right) when isKey(right, key) ->
                mayMatch(comparison.reversed(), bound);
            default -> Optional.empty();
        };
    }

    private static boolean isKey(Expr expr, Path key) {
        return expr.path().filter(key::equals).isPresent();
    }

    private static Optional<Expr> mayMatch(Comparison comparison, Expr.Literal bound) {
        if (bound.value().isNull() || bound.value().type().isError()) {
            return Optional.empty();
        }
        return switch (comparison) {
            case EQUAL -> Optional.of(new Expr.And(ordered("min", Comparison.LESS_OR_EQUAL, bound),
                    ordered("max", Comparison.GREATER_OR_EQUAL, bound)));
            case NOT_EQUAL -> Optional.empty();
            case LESS, LESS_OR_EQUAL -> Optional.of(ordered("min", comparison, bound));
            case GREATER, GREATER_OR_EQUAL -> Optional.of(ordered("max", comparison, bound));
        };
    }

    /// Compares by order, in which all values have their place, and null is the greatest.
    private static Expr ordered(String field, Comparison comparison, Expr bound) {
        return new Expr.Compare(comparison, new Expr.Call("compare", List.of(new Expr.Field(new Expr.This(), field), bound)), ZERO);
    }
}
