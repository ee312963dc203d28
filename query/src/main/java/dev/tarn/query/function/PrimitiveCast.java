package dev.tarn.query.function;

import static dev.tarn.model.type.PrimitiveType.BOOL;
import static dev.tarn.model.type.PrimitiveType.BYTES;
import static dev.tarn.model.type.PrimitiveType.DURATION;
import static dev.tarn.model.type.PrimitiveType.INT64;
import static dev.tarn.model.type.PrimitiveType.IP;
import static dev.tarn.model.type.PrimitiveType.NET;
import static dev.tarn.model.type.PrimitiveType.STRING;
import static dev.tarn.model.type.PrimitiveType.TIME;
import static dev.tarn.model.type.PrimitiveType.TYPE;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.text.AddressText;
import dev.tarn.model.text.DurationText;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Coercion;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Function;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Loops;
import dev.tarn.query.expression.NumberLoops;
import dev.tarn.query.expression.StringCast;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Converts values to a primitive type; what cannot be converted is an error. Null is null of that type.
///
/// @param target the type to convert to, but not `null`
record PrimitiveCast(PrimitiveType target) implements Function {
    @Override
    public Argument argument(int position) {
        return Argument.ANY.withNulls(Argument.Nulls.PASSED);
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (types.getFirst().under() instanceof PrimitiveType from) {
            if (target.isNumber() && from.isNumber()) {
                return ofNumber(from);
            }
            if (target.isInteger() && target != TIME && target != DURATION && from == STRING) {
                return ofDigits();
            }
            if (target == STRING && from == STRING) {
                return new Kernel.Whole(in -> in.column(0).withType(STRING));
            }
            if (target == STRING && types.getFirst() == from && from != BYTES && from != PrimitiveType.NULL) {
                return new Kernel.ToBytes(STRING, (in, out) -> Zson.format(in.flat(0), out));
            }
        }
        return new Kernel.PerRow(target, arguments -> cast(arguments[0]));
    }

    private Kernel ofDigits() {
        long max = target.isUnsigned() ? maxUnsigned() : maxSigned();
        return new Kernel.Parsing(target, target.isUnsigned()
                ? (in, out, failed) -> {
                    var texts = in.bytes(0);
                    Loops.index(out, row ->
                            DigitText.unsigned(texts.arena(), texts.starts()[row], texts.lengths()[row], max, failed, row));
                }
                : (in, out, failed) -> {
                    var texts = in.bytes(0);
                    Loops.index(out, row ->
                            DigitText.signed(texts.arena(), texts.starts()[row], texts.lengths()[row], max, failed, row));
                }, message(), 0);
    }

    private long maxUnsigned() {
        return target.bits() == 64 ? -1 : (1L << target.bits()) - 1;
    }

    private long maxSigned() {
        return target.bits() == 64 ? Long.MAX_VALUE : (1L << target.bits() - 1) - 1;
    }

    private Kernel ofNumber(PrimitiveType from) {
        if (target.isFloat()) {
            if (from.isInteger() && from != PrimitiveType.UINT64) {
                return new Kernel.ToDoubles(target, (in, out) -> NumberLoops.toDouble(in.longs(0), out));
            }
            return new Kernel.ToDoubles(target, (in, out) -> Loops.map(in.doubles(0), out, value -> value));
        }
        if (from.isFloat()) {
            return ofFloat();
        }
        var copy = new Kernel.ToLongs(target, (in, out) -> Loops.map(in.longs(0), out, value -> value));
        if (target.isUnsigned()) {
            long max = maxUnsigned();
            boolean signed = !from.isUnsigned();
            return failing(
                    copy,
                    (in, out) -> Loops.map(
                            in.longs(0), out, value -> signed && value < 0 || Long.compareUnsigned(value, max) > 0 ? 1 : 0));
        }
        if (target.bits() == 64) {
            return copy;
        }
        long max = maxSigned();
        return failing(copy, (in, out) -> Loops.map(in.longs(0), out, value -> value < -max - 1 || value > max ? 1 : 0));
    }

    private Kernel ofFloat() {
        if (target.isUnsigned()) {
            long max = maxUnsigned();
            return failing(
                    new Kernel.ToLongs(target, (in, out) -> Loops.map(in.doubles(0), out, Coercion::truncatedUnsigned)),
                    (in, out) -> Loops.map(in.doubles(0), out,
                            value -> Long.compareUnsigned(Coercion.truncatedUnsigned(value), max) > 0 ? 1 : 0));
        }
        var cut = new Kernel.ToLongs(target, (in, out) -> truncate(in.doubles(0), out));
        if (target.bits() == 64) {
            return cut;
        }
        long max = maxSigned();
        return failing(cut, (in, out) -> Loops.map(in.doubles(0), out, value -> {
            long whole = Coercion.truncated(value);
            return whole < -max - 1 || whole > max ? 1 : 0;
        }));
    }

    /// Does what [Coercion#truncated] does: a cast of Java's, which processors have for many numbers at once, unless some are too large or
    /// none.
    private static void truncate(double[] values, long[] out) {
        NumberLoops.toLong(values, out);
        if (areSmall(values, out.length)) {
            return;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = Coercion.truncated(values[i]);
        }
    }

    /// Returns whether all floats are numbers that are not too large. Those that are too small Java makes the least integer, too.
    private static boolean areSmall(double[] values, int length) {
        for (int i = 0; i < length; i++) {
            if (!(values[i] < 0x1p63)) {
                return false;
            }
        }
        return true;
    }

    private Kernel failing(Kernel kernel, Kernel.LongsBody test) {
        return new Kernel.FailingOn(kernel, test, message(), 0);
    }

    private String message() {
        return "cannot cast to " + target;
    }

    private Value cast(Value value) {
        return switch (target) {
            case UINT8, UINT16, UINT32, UINT64 -> unsigned(value);
            case INT8, INT16, INT32, INT64 -> signed(value);
            case FLOAT16, FLOAT32, FLOAT64 -> floating(value);
            case DURATION -> duration(value);
            case TIME -> time(value);
            case BOOL -> Coercion.toBool(value).map(Value::ofBool).orElseGet(() -> failed(value));
            case BYTES -> Value.ofBytes(BYTES, value.body());
            case STRING -> StringCast.of(value);
            case IP -> value.type().under() == IP
                    ? value
                    : text(value).flatMap(text -> AddressText.parse(text, 0, endOfAddress(text)))
                            .map(address -> Value.ofBytes(IP, address))
                            .orElseGet(() -> failed(value));
            case NET -> value.type().under() == NET
                    ? value
                    : text(value).flatMap(text -> AddressText.parseNet(text, 0, text.length))
                            .map(net -> Value.ofBytes(NET, net))
                            .orElseGet(() -> failed(value));
            case TYPE -> type(value);
            case NULL -> throw new IllegalStateException("a cast to null");
        };
    }

    private Value failed(Value value) {
        return ErrorValues.on(message(), value);
    }

    private static Optional<byte[]> text(Value value) {
        return value.type().under() == STRING ? Optional.of(value.asBytes()) : Optional.empty();
    }

    // A zone behind an address of IPv6 is left out.
    private static int endOfAddress(byte[] text) {
        boolean colon = false;
        for (int i = 0; i < text.length; i++) {
            colon |= text[i] == ':';
            if (text[i] == '%') {
                return colon && i + 1 < text.length ? i : text.length;
            }
        }
        return text.length;
    }

    private Value unsigned(Value value) {
        var number = Coercion.toUnsigned(value);
        boolean fits = number.isPresent()
                && (target.bits() == 64 || Long.compareUnsigned(number.getAsLong(), (1L << target.bits()) - 1) <= 0);
        return fits ? Value.ofLong(target, number.getAsLong()) : failed(value);
    }

    private Value signed(Value value) {
        var number = Coercion.toLong(value);
        if (number.isPresent()) {
            long max = maxSigned();
            if (target == INT64 || number.getAsLong() >= -max - 1 && number.getAsLong() <= max) {
                return Value.ofLong(target, number.getAsLong());
            }
        }
        return failed(value);
    }

    private Value floating(Value value) {
        var number = Coercion.toDouble(value);
        if (number.isEmpty()) {
            return failed(value);
        }
        double rounded = switch (target.bits()) {
            case 16 -> Float.float16ToFloat(Float.floatToFloat16((float) number.getAsDouble()));
            case 32 -> (float) number.getAsDouble();
            default -> number.getAsDouble();
        };
        return Value.ofDouble(target, rounded);
    }

    private Value duration(Value value) {
        var text = text(value);
        OptionalLong nanoseconds = text.isPresent() ? parseDuration(text.get()) : Coercion.toLong(value);
        return nanoseconds.isPresent() ? Value.ofLong(DURATION, nanoseconds.getAsLong()) : failed(value);
    }

    private static OptionalLong parseDuration(byte[] text) {
        try {
            return OptionalLong.of(DurationText.parse(text, 0, text.length));
        } catch (InputException _) {
            // A number without a unit is as good.
            return toLong(text);
        }
    }

    private static OptionalLong toLong(byte[] text) {
        var number = Coercion.parseDouble(new String(text, StandardCharsets.UTF_8));
        return number.isPresent()
                ? Coercion.toLong(Value.ofDouble(PrimitiveType.FLOAT64, number.getAsDouble()))
                : OptionalLong.empty();
    }

    private Value time(Value value) {
        var text = text(value);
        OptionalLong nanoseconds;
        if (text.isPresent()) {
            var parsed = DateText.parse(value.asString());
            nanoseconds = parsed.isPresent() || DateText.isYear(value.asString()) ? parsed : toLong(text.get());
        } else {
            nanoseconds = value.type().under() == BOOL ? OptionalLong.empty() : Coercion.toLong(value);
        }
        return nanoseconds.isPresent() ? Value.ofLong(TIME, nanoseconds.getAsLong()) : failed(value);
    }

    private Value type(Value value) {
        if (value.type().under() == TYPE) {
            return value;
        }
        if (value.type().under() != STRING) {
            return failed(value);
        }
        try {
            var parsed = Zson.parse(value.asString());
            return parsed.type() == TYPE ? parsed : failed(value);
        } catch (InputException e) {
            return ErrorValues.on(e.getMessage(), value);
        }
    }
}
