package dev.tarn.query.expression;

import static dev.tarn.model.type.PrimitiveType.DURATION;
import static dev.tarn.model.type.PrimitiveType.FLOAT16;
import static dev.tarn.model.type.PrimitiveType.FLOAT32;
import static dev.tarn.model.type.PrimitiveType.FLOAT64;
import static dev.tarn.model.type.PrimitiveType.INT16;
import static dev.tarn.model.type.PrimitiveType.INT32;
import static dev.tarn.model.type.PrimitiveType.INT64;
import static dev.tarn.model.type.PrimitiveType.INT8;
import static dev.tarn.model.type.PrimitiveType.NULL;
import static dev.tarn.model.type.PrimitiveType.STRING;
import static dev.tarn.model.type.PrimitiveType.TIME;
import static dev.tarn.model.type.PrimitiveType.UINT64;

import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesBuilder;
import java.util.List;

/// `+`, `-`, `*`, `/`, `%` of numbers, and `+` of strings.
///
/// Names and unions are looked through, null is zero, an enum is its position. Numbers of different types are calculated in the
/// wider one, a float if one of them is, a signed integer if one of them is; a result may exceed its type, as in the
/// reference. The difference of two times is a duration.
final class CalculateFunction implements Function {
    private static final Argument OPERAND =
            Argument.UNDER.withNulls(Argument.Nulls.AS_ZERO).withErrorsPassed();

    private final Arithmetic arithmetic;

    CalculateFunction(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }

    @Override
    public Argument argument(int position) {
        return OPERAND;
    }

    @Override
    public Kernel bind(List<Type> types) {
        var left = operand(types.get(0));
        var right = operand(types.get(1));
        if (isNumber(left) && isNumber(right)) {
            return numbers((PrimitiveType) left, (PrimitiveType) right);
        }
        Type common = left == NULL ? right : left;
        if (!left.equals(right) && left != NULL && right != NULL) {
            return new Kernel.Fail("incompatible types");
        }
        if (isNumber(common)) {
            return calculation((PrimitiveType) common);
        }
        if (common == STRING && arithmetic == Arithmetic.ADD) {
            return left == NULL
                    ? new Kernel.Same(1)
                    : right == NULL ? new Kernel.Same(0) : new Kernel.ToBytes(STRING, CalculateFunction::concatenate);
        }
        return incompatible(common);
    }

    private static Type operand(Type type) {
        return type.under() instanceof EnumType ? UINT64 : type.under();
    }

    private static boolean isNumber(Type type) {
        return type instanceof PrimitiveType primitive && primitive.isNumber();
    }

    private Kernel incompatible(Type type) {
        return new Kernel.Fail("type " + type + " incompatible with '" + arithmetic.symbol() + "' operator");
    }

    private Kernel numbers(PrimitiveType left, PrimitiveType right) {
        var kernel = calculation(promoted(left, right));
        boolean mixed = !left.isFloat() && !right.isFloat() && left.isUnsigned() != right.isUnsigned();
        if (mixed) {
            // Smaller ones are as large after they went below zero.
            int unsigned = left.isUnsigned() ? 0 : 1;
            return new Kernel.Failing(
                    kernel,
                    (in, out) -> Loops.map(in.longs(unsigned), out, value -> value < 0 ? 1 : 0),
                    "integer overflow: uint64 value too large for int64");
        }
        return kernel;
    }

    /// Returns the type in which two numbers are calculated.
    static PrimitiveType promoted(PrimitiveType left, PrimitiveType right) {
        var a = left;
        var b = right;
        if (a.isFloat() || b.isFloat()) {
            a = asFloat(a);
            b = asFloat(b);
        } else if (a.isUnsigned() != b.isUnsigned()) {
            a = asSigned(a);
            b = asSigned(b);
        }
        return a.id() > b.id() ? a : b;
    }

    private static PrimitiveType asFloat(PrimitiveType type) {
        return type.isFloat() ? type : switch (type.bits()) {
            case 8, 16 -> FLOAT16;
            case 32 -> FLOAT32;
            default -> FLOAT64;
        };
    }

    private static PrimitiveType asSigned(PrimitiveType type) {
        return !type.isUnsigned() ? type : switch (type.bits()) {
            case 8 -> INT8;
            case 16 -> INT16;
            case 32 -> INT32;
            default -> INT64;
        };
    }

    private Kernel calculation(PrimitiveType type) {
        if (type.isFloat()) {
            return floats(type);
        }
        boolean unsigned = type.isUnsigned();
        return switch (arithmetic) {
            case ADD -> new Kernel.ToLongs(type, CalculateFunction::add);
            case SUBTRACT -> new Kernel.ToLongs(
                    type == TIME ? DURATION : type,
                    CalculateFunction::subtract);
            case MULTIPLY -> new Kernel.ToLongs(type, CalculateFunction::multiply);
            case DIVIDE -> failingOnZero(
                    unsigned
                            ? new Kernel.ToLongs(type, (in, out) ->
                                    Loops.zip(in.longs(0), in.longs(1), out, (x, y) -> y == 0 ? 0 : Long.divideUnsigned(x, y)))
                            : new Kernel.ToLongs(type, (in, out) ->
                                    NumberLoops.divide(in.longs(0), in.longs(1), out)));
            case MODULO -> failingOnZero(
                    unsigned
                            ? new Kernel.ToLongs(type, (in, out) ->
                                    Loops.zip(in.longs(0), in.longs(1), out, (x, y) -> y == 0 ? 0 : Long.remainderUnsigned(x, y)))
                            : new Kernel.ToLongs(type, (in, out) ->
                                    NumberLoops.remainder(in.longs(0), in.longs(1), out)));
        };
    }

    private static Kernel failingOnZero(Kernel division) {
        return new Kernel.Failing(
                division, (in, out) -> NumberLoops.isZero(in.longs(1), out), "divide by zero");
    }

    private Kernel floats(PrimitiveType type) {
        return switch (arithmetic) {
            case ADD -> new Kernel.ToDoubles(type, CalculateFunction::add);
            case SUBTRACT ->
                new Kernel.ToDoubles(type, CalculateFunction::subtract);
            case MULTIPLY ->
                new Kernel.ToDoubles(type, CalculateFunction::multiply);
            case DIVIDE -> new Kernel.Failing(
                    new Kernel.ToDoubles(type, (in, out) -> NumberLoops.divide(in.doubles(0), in.doubles(1), out)),
                    (in, out) -> Loops.map(in.doubles(1), out, value -> value == 0 ? 1 : 0),
                    "divide by zero");
            case MODULO -> incompatible(type);
        };
    }

    private static void add(Columns in, long[] out) {
        if (in.isConstant(1)) {
            NumberLoops.add(in.longs(0), in.constant(1).asLong(), out);
        } else {
            NumberLoops.add(in.longs(0), in.longs(1), out);
        }
    }

    private static void add(Columns in, double[] out) {
        if (in.isConstant(1)) {
            NumberLoops.add(in.doubles(0), in.constantDouble(1), out);
        } else {
            NumberLoops.add(in.doubles(0), in.doubles(1), out);
        }
    }

    private static void subtract(Columns in, long[] out) {
        if (in.isConstant(1)) {
            NumberLoops.subtract(in.longs(0), in.constant(1).asLong(), out);
        } else {
            NumberLoops.subtract(in.longs(0), in.longs(1), out);
        }
    }

    private static void subtract(Columns in, double[] out) {
        if (in.isConstant(1)) {
            NumberLoops.subtract(in.doubles(0), in.constantDouble(1), out);
        } else {
            NumberLoops.subtract(in.doubles(0), in.doubles(1), out);
        }
    }

    private static void multiply(Columns in, long[] out) {
        if (in.isConstant(1)) {
            NumberLoops.multiply(in.longs(0), in.constant(1).asLong(), out);
        } else {
            NumberLoops.multiply(in.longs(0), in.longs(1), out);
        }
    }

    private static void multiply(Columns in, double[] out) {
        if (in.isConstant(1)) {
            NumberLoops.multiply(in.doubles(0), in.constantDouble(1), out);
        } else {
            NumberLoops.multiply(in.doubles(0), in.doubles(1), out);
        }
    }

    private static void concatenate(Columns in, BytesBuilder out) {
        var left = in.bytes(0);
        var right = in.bytes(1);
        byte[] joined = new byte[64];
        for (int row = 0; row < in.length(); row++) {
            int leftLength = left.lengths()[row];
            int length = leftLength + right.lengths()[row];
            if (length > joined.length) {
                joined = new byte[Math.max(length, joined.length * 2)];
            }
            System.arraycopy(left.arena(), left.starts()[row], joined, 0, leftLength);
            System.arraycopy(right.arena(), right.starts()[row], joined, leftLength, right.lengths()[row]);
            out.append(joined, 0, length);
        }
    }
}
