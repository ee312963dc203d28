package dev.tarn.model.zson;

import dev.tarn.model.InputException;
import dev.tarn.model.text.FloatText;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.type.Carrier;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeText;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.ByteBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Writes the bodies of primitive values as the type that is wanted of them, or that their form implies.
final class PrimitiveEncoder {
    private final TextInput input;
    private final ByteBuilder out;

    PrimitiveEncoder(TextInput input, ByteBuilder out) {
        this.input = input;
        this.out = out;
    }

    Type write(ValueSyntax.Primitive value, Optional<Type> wanted) {
        if (value.type() == PrimitiveType.NULL) {
            out.put(0);
            return wanted.orElse(PrimitiveType.NULL);
        }
        if (wanted.isPresent()) {
            check(value.type(), wanted.get());
        }
        var type = wanted.isPresent() ? (PrimitiveType) wanted.get().under() : value.type();
        int start = out.beginTagged();
        if (type.isFloat()) {
            Body.writeDouble(type, toDouble(value, type), out);
        } else if (type.carrier() == Carrier.LONG) {
            checkRange(value, type);
            Body.writeLong(type, value.number(), out);
        } else {
            out.put(value.bytes());
        }
        out.endTagged(start);
        return wanted.orElse(type);
    }

    private static boolean isInteger(PrimitiveType type) {
        return type.isInteger() && type != PrimitiveType.DURATION && type != PrimitiveType.TIME;
    }

    private static void check(PrimitiveType type, Type wanted) {
        boolean fits = wanted.under() == type
                || wanted.under() instanceof PrimitiveType other
                        && (isInteger(type) && (isInteger(other) || other.isFloat()) || type.isFloat() && other.isFloat());
        if (!fits) {
            throw new InputException("type mismatch: \"" + type + "\" cannot be used as \"" + wanted + "\"");
        }
    }

    private String text(ValueSyntax.Primitive value) {
        return new String(input.buffer(), value.start(), value.end() - value.start(), StandardCharsets.UTF_8);
    }

    private void checkRange(ValueSyntax.Primitive value, PrimitiveType type) {
        if (!isInteger(type)) {
            return;
        }
        long number = value.number();
        if (type.isUnsigned()) {
            boolean negative = number < 0 && value.type() != PrimitiveType.UINT64;
            if (negative || type.bits() < 64 && number >>> type.bits() != 0) {
                throw new InputException("invalid unsigned integer: " + text(value) + negativeOrRange(negative, type));
            }
        } else {
            int unused = 64 - type.bits();
            if (value.type() == PrimitiveType.UINT64 || number << unused >> unused != number) {
                throw new InputException("invalid integer: " + text(value) + negativeOrRange(false, type));
            }
        }
    }

    private static String negativeOrRange(boolean negative, PrimitiveType type) {
        return negative ? "" : " (out of range for " + type + ")";
    }

    private double toDouble(ValueSyntax.Primitive value, PrimitiveType type) {
        if (isWord(value)) {
            return switch (input.buffer()[value.start()]) {
                case '+' -> Double.POSITIVE_INFINITY;
                case '-' -> Double.NEGATIVE_INFINITY;
                default -> Double.NaN;
            };
        }
        if (type == PrimitiveType.FLOAT64) {
            return switch (value.type()) {
                case UINT64 -> unsignedToDouble(value.number());
                case INT64 -> value.number();
                default -> FloatText.parse(input.buffer(), value.start(), value.end());
            };
        }
        float number = FloatText.parseFloat(input.buffer(), value.start(), value.end());
        if (Float.isInfinite(number)) {
            throw new InputException("invalid floating point: " + text(value));
        }
        return number;
    }

    private static double unsignedToDouble(long bits) {
        // Halved with the lost bit kept, so that the sum is rounded once.
        return bits >= 0 ? bits : (bits >>> 1 | bits & 1) * 2.0;
    }

    private boolean isWord(ValueSyntax.Primitive value) {
        byte last = input.buffer()[value.end() - 1];
        return last == 'f' || last == 'F' || last == 'N' || last == 'n';
    }

    Type write(ValueSyntax.Text value, Optional<Type> wanted) {
        if (wanted.isPresent() && wanted.get().under() instanceof EnumType type) {
            var symbol = new String(value.utf8(), value.start(), value.end() - value.start(), StandardCharsets.UTF_8);
            writeSymbol(type, symbol);
            return wanted.get();
        }
        if (wanted.isPresent()) {
            check(PrimitiveType.STRING, wanted.get());
        }
        int length = value.end() - value.start();
        out.putUvarint(length + 1L);
        out.put(value.utf8(), value.start(), length);
        return wanted.orElse(PrimitiveType.STRING);
    }

    void writeSymbol(EnumType type, String symbol) {
        int index = type.symbols().indexOf(symbol);
        if (index < 0) {
            throw new InputException.UnknownName(
                    "symbol " + TypeText.quote(symbol) + " not a member of type \"" + type + "\"");
        }
        int start = out.beginTagged();
        Body.writeLong(type, index, out);
        out.endTagged(start);
    }
}
