package dev.tarn.bpf.event;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Validity;

/// A byte array, or a union that nobody says how to read: its bytes.
final class FixedBytesColumn extends Column {
    private final int offset;
    private final int size;

    FixedBytesColumn(int offset, int size) {
        super(PrimitiveType.BYTES);
        this.offset = offset;
        this.size = size;
    }

    @Override
    BytesVector read(EventRows rows, EventContext context) {
        int count = rows.count();
        var bytes = new TextArena(count, Math.multiplyExact(count, size));
        for (int i = 0; i < count; i++) {
            bytes.appendBytes(rows.words(), rows.positions()[i] + offset, size);
        }
        return bytes.build(type(), Validity.ALL);
    }
}
