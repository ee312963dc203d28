package dev.tarn.model.zson;

import dev.tarn.model.InputException;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.MixedBuilder;
import dev.tarn.model.vector.Vector;
import java.io.InputStream;
import java.util.Optional;

/// Reads the values of a ZSON text one after another, or batch by batch. Type names hold from where they are bound to the
/// end of the text.
public final class ZsonReader {
    private static final long BATCH_BYTES = 1 << 20;

    private final TextInput input;
    private final ZsonParser parser;
    private final ZsonEncoder encoder;
    private final Body.Cursor cursor = new Body.Cursor();

    /// Creates a reader of a stream, which it does not close.
    public ZsonReader(InputStream stream) {
        this(new TextInput(stream));
    }

    /// Creates a reader of a text.
    public ZsonReader(TextInput input) {
        this.input = input;
        this.parser = new ZsonParser(input);
        this.encoder = new ZsonEncoder(input);
    }

    /// Appends the next value of the text to a builder; returns false at the end.
    ///
    /// @throws InputException if the text is not ZSON
    public boolean next(MixedBuilder builder) {
        var syntax = parser.next();
        if (syntax.isEmpty()) {
            return false;
        }
        var type = encode(syntax.get());
        cursor.open(encoder.tagged().array(), 0, encoder.tagged().length());
        cursor.next();
        builder.append(type, encoder.tagged().array(), cursor.start(), cursor.length());
        return true;
    }

    private Type encode(ValueSyntax syntax) {
        try {
            return encoder.encode(syntax);
        } catch (InputException e) {
            boolean hasPlace = !e.getMessage().equals(e.problem()) || e instanceof InputException.UnknownName;
            throw hasPlace ? e : input.problem(e.problem(), input.position());
        }
    }

    /// Reads the next values: a full batch, or as many as there are without waiting; empty at the end.
    ///
    /// @throws InputException if the text is not ZSON
    public Optional<Vector> nextBatch() {
        var builder = new MixedBuilder();
        do {
            if (!next(builder)) {
                break;
            }
        } while (builder.length() < Vector.BATCH_ROWS && builder.sizeBytes() < BATCH_BYTES && !input.mustWait());
        return builder.length() == 0 ? Optional.empty() : Optional.of(builder.build());
    }

    Type onlyType() {
        return encoder.names().resolve(parser.onlyType());
    }
}
