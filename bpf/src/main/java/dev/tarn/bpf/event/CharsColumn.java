package dev.tarn.bpf.event;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Validity;

/// A char array: a string up to its first zero byte.
final class CharsColumn extends Column {
    private final int offset;
    private final int size;

    CharsColumn(int offset, int size) {
        super(PrimitiveType.STRING);
        this.offset = offset;
        this.size = size;
    }

    @Override
    BytesVector read(EventRows rows, EventContext context) {
        int count = rows.count();
        var texts = new TextArena(count, count * Math.min(size, 16) + size + Long.BYTES);
        for (int i = 0; i < count; i++) {
            texts.appendChars(rows.words(), rows.positions()[i] + offset, size);
        }
        context.addRepaired(texts.repaired());
        return texts.build(type(), Validity.ALL);
    }
}
