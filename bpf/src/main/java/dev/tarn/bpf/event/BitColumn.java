package dev.tarn.bpf.event;

import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.LongVector;

/// A bit field: some bits, possibly across bytes.
final class BitColumn extends Column {
    private final int bitOffset;
    private final int bits;
    private final boolean signed;

    BitColumn(Type type, int bitOffset, int bits, boolean signed) {
        super(type);
        this.bitOffset = bitOffset;
        this.bits = bits;
        this.signed = signed;
    }

    @Override
    LongVector read(EventRows rows, EventContext context) {
        int first = bitOffset >> 3;
        int shift = bitOffset & 7;
        int unused = Long.SIZE - bits;
        var out = new long[rows.count()];
        for (int i = 0; i < out.length; i++) {
            int at = rows.positions()[i] + first;
            long raw = EventBatch.word(rows.words(), at) >>> shift;
            if (shift + bits > Long.SIZE) {
                raw |= EventBatch.word(rows.words(), at + 1) >>> Long.SIZE - 8 << Long.SIZE - shift;
            }
            out[i] = signed ? raw << unused >> unused : raw << unused >>> unused;
        }
        return new LongVector(type(), out);
    }
}
