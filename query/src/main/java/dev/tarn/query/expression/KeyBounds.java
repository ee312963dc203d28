package dev.tarn.query.expression;

import dev.tarn.model.KeyRange;
import dev.tarn.model.Path;
import dev.tarn.model.Value;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.type.PrimitiveType;
import java.util.Optional;

/// Finds between which bounds a key must lie for a condition to be true. Bounds go by the Order relation.
final class KeyBounds {
    // Integers beyond have neighbours that compare with floats as they do themselves.
    private static final long MAX_EXACT = 1L << 53;

    private KeyBounds() {}

    /// Returns the bounds; empty if the condition says nothing of the key.
    static Optional<KeyRange> of(Expr condition, Path key) {
        return switch (condition) {
            case Expr.And(var left, var right) -> both(of(left, key), of(right, key));
            case Expr.Compare(var comparison, var left, Expr.Literal(var bound)) when isKey(left, key) ->
                of(comparison, key, bound);
            case Expr.Compare(var comparison, Expr.Literal(var bound), var right) when isKey(right, key) ->
                of(comparison.reversed(), key, bound);
            default -> Optional.empty();
        };
    }

    private static boolean isKey(Expr expr, Path key) {
        return expr.path().filter(key::equals).isPresent();
    }

    private static Optional<KeyRange> of(Comparison comparison, Path key, Value bound) {
        if (bound.isNull() || bound.type().isError() || !isOrderedLikeTheComparison(bound)) {
            return Optional.empty();
        }
        var none = Optional.<Value>empty();
        var lower = Optional.of(widened(bound, -1));
        var upper = Optional.of(widened(bound, 1));
        boolean exact = lower.get().equals(upper.get());
        return switch (comparison) {
            case EQUAL -> Optional.of(new KeyRange(key, lower, true, upper, true));
            case NOT_EQUAL -> Optional.empty();
            case LESS -> Optional.of(new KeyRange(key, none, false, upper, !exact));
            case LESS_OR_EQUAL -> Optional.of(new KeyRange(key, none, false, upper, true));
            case GREATER -> Optional.of(new KeyRange(key, lower, !exact, none, false));
            case GREATER_OR_EQUAL -> Optional.of(new KeyRange(key, lower, true, none, false));
        };
    }

    private static boolean isOrderedLikeTheComparison(Value bound) {
        return bound.type() instanceof PrimitiveType type
                && (type.isNumber() && !(type.isFloat() && !(Math.abs(bound.asDouble()) < MAX_EXACT))
                        || type == PrimitiveType.STRING
                        || type == PrimitiveType.BYTES
                        || type == PrimitiveType.IP
                        || type == PrimitiveType.BOOL);
    }

    /// Moves a large integer as far as a float that is compared with it may be away and still be taken for equal.
    private static Value widened(Value bound, int direction) {
        if (!(bound.type() instanceof PrimitiveType type) || !type.isInteger() || Math.abs(bound.asLong()) < MAX_EXACT) {
            return bound;
        }
        long value = bound.asLong();
        long moved = value + direction * (long) Math.ulp((double) value);
        boolean overflow = type.isUnsigned() || moved > value != direction > 0;
        return overflow
                ? Value.ofDouble(PrimitiveType.FLOAT64, direction > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY)
                : Value.ofLong(type, moved);
    }

    private static Optional<KeyRange> both(Optional<KeyRange> left, Optional<KeyRange> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.or(() -> right);
        }
        var a = left.get();
        var b = right.get();
        boolean aLower = isTighter(a.lower(), a.lowerInclusive(), b.lower(), b.lowerInclusive(), 1);
        boolean aUpper = isTighter(a.upper(), a.upperInclusive(), b.upper(), b.upperInclusive(), -1);
        return Optional.of(new KeyRange(
                a.key(),
                aLower ? a.lower() : b.lower(),
                aLower ? a.lowerInclusive() : b.lowerInclusive(),
                aUpper ? a.upper() : b.upper(),
                aUpper ? a.upperInclusive() : b.upperInclusive()));
    }

    private static boolean isTighter(
            Optional<Value> bound, boolean inclusive, Optional<Value> other, boolean otherInclusive, int direction) {
        if (bound.isEmpty() || other.isEmpty()) {
            return bound.isPresent();
        }
        int order = ValueOrder.NULLS_LAST.compare(bound.get(), other.get()) * direction;
        return order > 0 || order == 0 && !inclusive && otherInclusive;
    }
}
