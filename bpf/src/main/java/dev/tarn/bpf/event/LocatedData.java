package dev.tarn.bpf.event;

import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Collects data of variable length, a value for each row.
final class LocatedData {
    private static final int EXPECTED_BYTES = 64;

    private final LocatedColumn.Kind kind;
    private final TextArena texts;
    private final int[] offsets;
    private final Optional<UnaryOperator<String>> redaction;
    private int rows;

    LocatedData(LocatedColumn.Kind kind, int rows, EventContext context) {
        this.kind = kind;
        this.redaction = context.redaction();
        this.texts = new TextArena(rows, EXPECTED_BYTES * rows);
        this.offsets = new int[rows + 1];
    }

    /// Appends the value of the next row.
    ///
    /// @param cut whether there was more of it
    void append(long[] words, int position, int length, boolean cut) {
        switch (kind) {
            case STRING -> {
                int end = textEnd(words, position, length);
                appendText(words, position, end, cut && end == length);
            }
            case BYTES -> texts.appendBytes(words, position, length);
            case STRINGS -> appendStrings(words, position, length, cut);
        }
        offsets[++rows] = texts.count();
    }

    private static int textEnd(long[] words, int position, int length) {
        int end = 0;
        while (end < length && (byte) EventBatch.word(words, position + end) != 0) {
            end++;
        }
        return end;
    }

    private void appendStrings(long[] words, int position, int length, boolean cut) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if ((byte) EventBatch.word(words, position + i) == 0) {
                appendText(words, position + start, i - start, false);
                start = i + 1;
            }
        }
        // What was cut between two texts still shows, as an ellipsis of its own.
        if (start < length || cut) {
            appendText(words, position + start, length - start, cut);
        }
    }

    private void appendText(long[] words, int position, int length, boolean cut) {
        texts.appendText(words, position, length, cut);
        redaction.ifPresent(texts::changeLast);
    }

    /// Returns the values of all rows; nothing may be appended any more.
    TypedVector build(Validity validity, EventContext context) {
        context.addRepaired(texts.repaired());
        return kind == LocatedColumn.Kind.STRINGS
                ? new ArrayVector(kind.type(), offsets, texts.build(PrimitiveType.STRING, Validity.ALL), rows, validity)
                : texts.build(kind.type(), validity);
    }
}
