package dev.tarn.bpf.event;

import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;

/// Text, bytes or texts at the end of the struct, whose number of bytes stands in a member called as the array and `_len`.
final class TailTextColumn extends Column {
    private final LocatedColumn.Kind kind;
    private final int offset;
    private final LongColumn length;

    TailTextColumn(LocatedColumn.Kind kind, int offset, LongColumn length) {
        super(kind.type());
        this.kind = kind;
        this.offset = offset;
        this.length = length;
    }

    @Override
    TypedVector read(EventRows rows, EventContext context) {
        int[] ends = Tails.ends(rows, length, offset, 1);
        int count = ends.length;
        var data = new LocatedData(kind, count, context);
        for (int i = 0; i < count; i++) {
            int bytes = ends[i] - (i == 0 ? 0 : ends[i - 1]);
            data.append(rows.words(), rows.positions()[i] + offset, bytes, false);
        }
        return data.build(Validity.ALL, context);
    }
}
