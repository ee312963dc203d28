package dev.tarn.model.vector;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;

/// Flat arrays or sets: the elements of all of them in one vector.
///
/// The elements of value i are those from `offsets[i]` to `offsets[i + 1]`, none if value i is null. The elements of a set are
/// sorted as [dev.tarn.model.type.SetType] says and occur once each.
///
/// @param type an array or set type, named or not
/// @param offsets ascending, `length + 1` of them at least, the first 0
/// @param elements the elements, of exactly the element type
/// @param length the number of arrays or sets
/// @param validity which of them are not null
public record ArrayVector(Type type, int[] offsets, TypedVector elements, int length, Validity validity)
        implements FlatVector {

    /// Returns the element type of an array or set type, named or not.
    public static Type elementType(Type type) {
        return switch (type.under()) {
            case ArrayType array -> array.element();
            case SetType set -> set.element();
            default -> throw new IllegalStateException("neither an array nor a set type: " + type);
        };
    }

    @Override
    public ArrayVector gather(int[] rows) {
        var gathered = new int[rows.length + 1];
        var elementRows = gatherRanges(offsets, rows, gathered);
        return new ArrayVector(type, gathered, elements.select(elementRows), rows.length, validity.gather(rows));
    }

    /// Fills in the offsets of the selected rows and returns the positions of their elements.
    static int[] gatherRanges(int[] offsets, int[] rows, int[] gathered) {
        for (int i = 0; i < rows.length; i++) {
            gathered[i + 1] = gathered[i] + offsets[rows[i] + 1] - offsets[rows[i]];
        }
        var elementRows = new int[gathered[rows.length]];
        int at = 0;
        for (int row : rows) {
            for (int element = offsets[row]; element < offsets[row + 1]; element++) {
                elementRows[at++] = element;
            }
        }
        return elementRows;
    }

    @Override
    public ArrayVector withType(Type newType) {
        return new ArrayVector(newType, offsets, elements.withType(elementType(newType)), length, validity);
    }

    @Override
    public ArrayVector withValidity(Validity newValidity) {
        if (allEmpty(offsets, length, newValidity)) {
            return new ArrayVector(type, offsets, elements, length, newValidity);
        }
        var newOffsets = new int[length + 1];
        var elementRows = rangesOfValid(offsets, length, newValidity, newOffsets);
        return new ArrayVector(type, newOffsets, elements.select(elementRows), length, newValidity);
    }

    /// Returns whether what is null has no elements.
    static boolean allEmpty(int[] offsets, int length, Validity validity) {
        if (!validity.isAll()) {
            for (int row = 0; row < length; row++) {
                if (offsets[row] < offsets[row + 1] && !validity.isValid(row)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Fills in the offsets that are left when what is null loses its elements, and returns the positions of the others.
    static int[] rangesOfValid(int[] offsets, int length, Validity validity, int[] newOffsets) {
        for (int row = 0; row < length; row++) {
            newOffsets[row + 1] = newOffsets[row] + (validity.isValid(row) ? offsets[row + 1] - offsets[row] : 0);
        }
        var elementRows = new int[newOffsets[length]];
        for (int row = 0; row < length; row++) {
            for (int i = 0; i < newOffsets[row + 1] - newOffsets[row]; i++) {
                elementRows[newOffsets[row] + i] = offsets[row] + i;
            }
        }
        return elementRows;
    }
}
