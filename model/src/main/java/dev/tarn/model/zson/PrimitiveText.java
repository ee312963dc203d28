package dev.tarn.model.zson;

import dev.tarn.model.InputException;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.TypeText;
import dev.tarn.model.vector.ByteBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The texts of primitive values whose type is told elsewhere.
public final class PrimitiveText {
    private PrimitiveText() {}

    /// Appends the ZNG body of the value that a text is, with its tag.
    ///
    /// @param type any primitive type but string, type and null, whose values have other texts
    /// @throws InputException if the text is no value of the type
    public static void write(PrimitiveType type, String text, ByteBuilder out) {
        var input = new TextInput(text.getBytes(StandardCharsets.UTF_8));
        var value = new PrimitiveLexer(input).read();
        if (value.isEmpty() || input.position() < input.end() || value.get().type() == PrimitiveType.NULL) {
            throw new InputException("invalid " + type + ": " + TypeText.quote(text));
        }
        new PrimitiveEncoder(input, out).write(value.get(), Optional.of(type));
    }
}
