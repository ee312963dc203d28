package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.text.StringText;
import dev.tarn.model.zson.Zson;

/// Turns values into strings: strings as they are, bytes as UTF-8, symbols of enums, and everything else as ZSON.
public final class StringCast {
    private StringCast() {}

    /// Returns the string of a value that is no error; null of null.
    public static Value of(Value value) {
        if (value.isNull()) {
            return Value.ofNull(PrimitiveType.STRING);
        }
        var type = value.type().under();
        if (type == PrimitiveType.STRING) {
            return Value.ofBytes(PrimitiveType.STRING, value.asBytes());
        }
        if (type == PrimitiveType.BYTES) {
            byte[] bytes = value.asBytes();
            return isUtf8(bytes)
                    ? Value.ofBytes(PrimitiveType.STRING, bytes)
                    : ErrorValues.on("cannot cast to string: invalid UTF-8", value);
        }
        return Value.ofString(value.type() instanceof EnumType ? value.asString() : Zson.format(value));
    }

    private static boolean isUtf8(byte[] bytes) {
        for (int at = 0; at < bytes.length; ) {
            int length = bytes[at] >= 0 ? 1 : StringText.sequenceLength(bytes, at, bytes.length);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }
}
