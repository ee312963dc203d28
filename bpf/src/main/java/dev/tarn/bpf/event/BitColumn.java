package dev.tarn.bpf.event;

import dev.tarn.model.type.Type;
import dev.tarn.model.vector.LongVector;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

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
        MemorySegment memory = rows.memory();
        int first = bitOffset >> 3;
        int last = bitOffset + bits - 1 >> 3;
        var out = new long[rows.count()];
        for (int i = 0; i < out.length; i++) {
            long at = rows.positions()[i];
            long raw = 0;
            // From the highest byte down, dropping the bits above the field as they leave the 64.
            for (int octet = last; octet > first; octet--) {
                raw = raw << 8 | memory.get(ValueLayout.JAVA_BYTE, at + octet) & 0xff;
            }
            int shift = bitOffset & 7;
            raw = raw << 8 - shift | (memory.get(ValueLayout.JAVA_BYTE, at + first) & 0xff) >>> shift;
            int unused = 64 - bits;
            out[i] = signed ? raw << unused >> unused : raw << unused >>> unused;
        }
        return new LongVector(type(), out);
    }
}
