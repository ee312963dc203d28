package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.util.Arrays;

/// Makes an [ArrayVector] of arrays or sets: append elements to their builder, then end the array.
///
/// The elements of a set have to come sorted as [dev.tarn.model.type.SetType] says, each once.
public final class ArrayBuilder extends VectorBuilder {
    private final VectorBuilder elements;
    private int[] offsets = new int[8];

    /// Creates a builder for values of an array or set type, named or not.
    public ArrayBuilder(Type type) {
        super(type);
        elements = VectorBuilder.of(ArrayVector.elementType(type));
    }

    /// Returns the builder of the elements.
    public VectorBuilder elements() {
        return elements;
    }

    /// Ends an array or set of all the elements appended since the last one.
    public void endArray() {
        appendSlot();
        appended();
    }

    @Override
    void appendSlot() {
        int row = length();
        if (row + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[row + 1] = elements.length();
    }

    @Override
    void appendValid(FlatVector source, int row) {
        var array = (ArrayVector) source;
        for (int i = array.offsets()[row]; i < array.offsets()[row + 1]; i++) {
            elements.append(array.elements(), i);
        }
        appendSlot();
    }

    @Override
    ArrayVector buildSlots(int count, Validity validity) {
        var built = new ArrayVector(type(), offsets, elements.build(), count, validity);
        offsets = new int[8];
        return built;
    }
}
