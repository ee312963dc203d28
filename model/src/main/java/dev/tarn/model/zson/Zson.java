package dev.tarn.model.zson;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.MixedBuilder;
import dev.tarn.model.vector.TypedVector;
import java.nio.charset.StandardCharsets;

/// Single values and types as ZSON texts.
public final class Zson {
    private Zson() {}

    /// Returns the text of a value on one line.
    public static String format(Value value) {
        return format(value, ZsonStyle.COMPACT);
    }

    /// Returns the text of a value.
    public static String format(Value value, ZsonStyle style) {
        return ZsonWriter.text(value.toVector(), style);
    }

    /// Appends the text of each value of a column to other texts, on one line.
    ///
    /// @param values values of a primitive type without a name
    public static void format(TypedVector values, BytesBuilder texts) {
        ZsonWriter.texts(values, texts);
    }

    /// Returns the text of a value on one line, without the decorator that tells its type; those inside it stay.
    public static String formatUndecorated(Value value) {
        return ZsonWriter.undecorated(value.toVector());
    }

    /// Returns the value that a text is.
    ///
    /// @throws InputException if the text is not one value in ZSON
    public static Value parse(String text) {
        var reader = reader(text);
        var builder = new MixedBuilder();
        if (!reader.next(builder)) {
            throw new InputException("ZSON syntax error");
        }
        if (reader.next(new MixedBuilder())) {
            throw new InputException("parse error: a value is followed by another one");
        }
        return Value.of(builder.build(), 0);
    }

    /// Returns the type that a text is, without angle brackets.
    ///
    /// @throws InputException if the text is not one type in ZSON
    public static Type parseType(String text) {
        return reader(text).onlyType();
    }

    private static ZsonReader reader(String text) {
        return new ZsonReader(new TextInput(text.getBytes(StandardCharsets.UTF_8)));
    }
}
