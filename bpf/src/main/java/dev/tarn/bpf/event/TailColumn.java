package dev.tarn.bpf.event;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Validity;

/// An array of open length at the end of the struct, whose number of elements stands in a member called as the array and `_len`.
final class TailColumn extends Column {
    private final int offset;
    private final LongColumn length;
    private final int stride;
    private final Column element;

    /// @param element reads an element that begins at its row's position
    TailColumn(int offset, LongColumn length, int stride, Column element) {
        super(new ArrayType(element.type()));
        this.offset = offset;
        this.length = length;
        this.stride = stride;
        this.element = element;
    }

    @Override
    ArrayVector read(EventRows rows, EventContext context) {
        int[] ends = Tails.ends(rows, length, offset, stride);
        var offsets = new int[ends.length + 1];
        System.arraycopy(ends, 0, offsets, 1, ends.length);
        var elements = element.read(rows.elements(offset, ends, stride), context);
        return new ArrayVector(type(), offsets, elements, ends.length, Validity.ALL);
    }
}
