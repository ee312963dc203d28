package dev.tarn.bpf.event;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Validity;

/// An array of a fixed number of elements.
final class ArrayColumn extends Column {
    private final int offset;
    private final int elements;
    private final int stride;
    private final Column element;

    /// @param element reads an element that begins at its row's position
    ArrayColumn(int offset, int elements, int stride, Column element) {
        super(new ArrayType(element.type()));
        this.offset = offset;
        this.elements = elements;
        this.stride = stride;
        this.element = element;
    }

    @Override
    ArrayVector read(EventRows rows, EventContext context) {
        int count = rows.count();
        var offsets = new int[count + 1];
        var ends = new int[count];
        for (int i = 0; i < count; i++) {
            ends[i] = Math.multiplyExact(elements, i + 1);
            offsets[i + 1] = ends[i];
        }
        return new ArrayVector(type(), offsets, element.read(rows.elements(offset, ends, stride), context), count, Validity.ALL);
    }
}
