package dev.tarn.query.aggregate;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.Optional;

/// The types that sums, minima and maxima have. Values of mixed types make the type that can hold them.
enum NumberKind {
    UINT64(PrimitiveType.UINT64),
    INT64(PrimitiveType.INT64),
    DURATION(PrimitiveType.DURATION),
    TIME(PrimitiveType.TIME),
    FLOAT64(PrimitiveType.FLOAT64);

    private static final NumberKind[] KINDS = values();

    private final PrimitiveType type;

    NumberKind(PrimitiveType type) {
        this.type = type;
    }

    PrimitiveType type() {
        return type;
    }

    static NumberKind of(int ordinal) {
        return KINDS[ordinal];
    }

    /// Returns the kind of values of a type; empty if it is not one of numbers.
    static Optional<NumberKind> of(Type type) {
        if (!(type.under() instanceof PrimitiveType primitive) || !primitive.isNumber()) {
            return Optional.empty();
        }
        return Optional.of(switch (primitive) {
            case DURATION -> DURATION;
            case TIME -> TIME;
            default -> primitive.isFloat() ? FLOAT64 : primitive.isUnsigned() ? UINT64 : INT64;
        });
    }

    /// Returns the kind that holds values of both: the later one.
    NumberKind with(NumberKind other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
