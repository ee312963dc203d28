package dev.tarn.bpf.event;

import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Validity;
import java.util.Arrays;
import java.util.List;

/// An array of counts by powers of two, as the buckets that are not empty: `[{lo,hi,count}]`, from `lo` to less than `hi`.
///
/// The last counter is for all beyond as well, so that its `hi` is null.
final class HistogramColumn extends Column {
    /// What the counters count.
    enum Slots {
        /// Microseconds: less than 1, then 1, then 2 and 3, and so on.
        LATENCY,
        /// Numbers: 0, then 1, then 2 and 3, and so on.
        SIZE,
        /// Numbers by the exponent of their highest bit, as BCC's tools and Inspektor Gadget do it: 0 and 1, then 2 and 3, then 4 to 7.
        EXPONENT
    }

    private static final long MICROSECOND = 1000;

    private final int offset;
    private final int slots;
    private final int slotBytes;
    private final Type bound;
    /// The exponent of what is beyond the first counter.
    private final int firstExponent;

    HistogramColumn(int offset, int slots, int slotBytes, Slots kind) {
        super(new ArrayType(new RecordType(List.of(
                new Field("lo", boundType(kind)), new Field("hi", boundType(kind)), new Field("count", PrimitiveType.UINT64)))));
        this.offset = offset;
        this.slots = slots;
        this.slotBytes = slotBytes;
        this.bound = boundType(kind);
        this.firstExponent = kind == Slots.EXPONENT ? 1 : 0;
    }

    private static Type boundType(Slots kind) {
        return kind == Slots.LATENCY ? PrimitiveType.DURATION : PrimitiveType.UINT64;
    }

    @Override
    ArrayVector read(EventRows rows, EventContext context) {
        var lows = new long[rows.count() * 8];
        var highs = new long[lows.length];
        var counts = new long[lows.length];
        var validity = new Validity.Builder();
        var offsets = new int[rows.count() + 1];
        int found = 0;
        long unit = bound == PrimitiveType.DURATION ? MICROSECOND : 1;
        for (int row = 0; row < rows.count(); row++) {
            for (int slot = 0; slot < slots; slot++) {
                long word = EventBatch.word(rows.words(), rows.positions()[row] + offset + slot * slotBytes);
                long count = slotBytes == Integer.BYTES ? word & 0xffffffffL : word;
                if (count == 0) {
                    continue;
                }
                if (found == counts.length) {
                    int more = Math.max(16, found * 2);
                    lows = Arrays.copyOf(lows, more);
                    highs = Arrays.copyOf(highs, more);
                    counts = Arrays.copyOf(counts, more);
                }
                lows[found] = (slot == 0 ? 0 : 1L << slot - 1 + firstExponent) * unit;
                highs[found] = slot == slots - 1 ? 0 : (1L << slot + firstExponent) * unit;
                counts[found] = count;
                if (slot == slots - 1) {
                    validity.invalid(found++);
                } else {
                    validity.valid(found++);
                }
            }
            offsets[row + 1] = found;
        }
        var element = ((ArrayType) type()).element();
        var buckets = new RecordVector(element, List.of(
                new LongVector(bound, Arrays.copyOf(lows, found)),
                new LongVector(bound, Arrays.copyOf(highs, found), found, validity.build()),
                new LongVector(PrimitiveType.UINT64, Arrays.copyOf(counts, found))), found, Validity.ALL);
        return new ArrayVector(type(), offsets, buckets, rows.count(), Validity.ALL);
    }
}
