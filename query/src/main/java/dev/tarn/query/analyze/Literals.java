package dev.tarn.query.analyze;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.ast.Expression;
import java.util.HexFormat;

/// Makes values of literals.
final class Literals {
    private Literals() {}

    /// Returns the value of a literal.
    ///
    /// @throws InputException if there is no such value
    static Value value(Expression.Primitive.Kind kind, String text) {
        return switch (kind) {
            case NULL -> Value.ofNull(PrimitiveType.NULL);
            case BOOL -> Value.ofBool(text.equals("true"));
            case INT64 -> integer(text);
            case FLOAT64 -> Value.ofDouble(PrimitiveType.FLOAT64, floating(text));
            case STRING -> Value.ofString(text);
            case BYTES -> Value.ofBytes(PrimitiveType.BYTES, HexFormat.of().parseHex(text.substring(2)));
            case DURATION, TIME, IP, NET -> Zson.parse(text);
        };
    }

    private static Value integer(String text) {
        try {
            return Value.ofLong(PrimitiveType.INT64, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new InputException("invalid integer: " + text, e);
        }
    }

    private static double floating(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Inf", "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
