package dev.tarn.query.expression;

import static dev.tarn.model.type.PrimitiveType.INT16;
import static dev.tarn.model.type.PrimitiveType.INT32;
import static dev.tarn.model.type.PrimitiveType.INT64;
import static dev.tarn.model.type.PrimitiveType.INT8;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.List;

/// `-a` of an integer or float. Of an unsigned integer it is a signed one of the same width; null stays as it is.
final class NegateFunction implements Function {
    private static final String INCOMPATIBLE = "type incompatible with unary '-' operator";

    @Override
    public Argument argument(int position) {
        return Argument.ANY.withNulls(Argument.Nulls.PASSED);
    }

    @Override
    public Kernel bind(List<Type> types) {
        var type = types.getFirst();
        if (type == INT64) {
            return new Kernel.FailingOn(
                    new Kernel.ToLongs(INT64, (in, out) -> Loops.map(in.longs(0), out, value -> -value)),
                    (in, out) -> Loops.map(in.longs(0), out, value -> value == Long.MIN_VALUE ? 1 : 0),
                    "unary '-' underflow",
                    0);
        }
        if (!(type.under() instanceof PrimitiveType primitive) || !primitive.isNumber()) {
            return new Kernel.Reject(INCOMPATIBLE, 0);
        }
        return primitive.isFloat()
                ? new Kernel.ToDoubles(type, (in, out) -> NumberLoops.negate(in.doubles(0), out))
                : new Kernel.PerRow(type, arguments -> negated(arguments[0], primitive));
    }

    private static Value negated(Value value, PrimitiveType type) {
        return switch (type) {
            case INT8 -> negatedSigned(value, INT8);
            case INT16 -> negatedSigned(value, INT16);
            case INT32 -> negatedSigned(value, INT32);
            case INT64 -> negatedSigned(value, INT64);
            case UINT8 -> negatedUnsigned(value, INT8);
            case UINT16 -> negatedUnsigned(value, INT16);
            case UINT32 -> negatedUnsigned(value, INT32);
            case UINT64 -> negatedUnsigned(value, INT64);
            case DURATION, TIME -> ErrorValues.on(INCOMPATIBLE, value);
            case FLOAT16, FLOAT32, FLOAT64, BOOL, BYTES, STRING, IP, NET, TYPE, NULL ->
                throw new IllegalStateException("no integer: " + type);
        };
    }

    private static Value negatedSigned(Value value, PrimitiveType type) {
        return value.asLong() == -1L << type.bits() - 1
                ? ErrorValues.on("unary '-' underflow", value)
                : Value.ofLong(type, -value.asLong());
    }

    private static Value negatedUnsigned(Value value, PrimitiveType type) {
        return Long.compareUnsigned(value.asLong(), (1L << type.bits() - 1) - 1) > 0
                ? ErrorValues.on("unary '-' overflow", value)
                : Value.ofLong(type, -value.asLong());
    }
}
