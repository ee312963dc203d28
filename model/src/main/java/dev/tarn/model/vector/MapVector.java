package dev.tarn.model.vector;

import dev.tarn.model.type.MapType;
import dev.tarn.model.type.Type;

/// Flat maps: the keys and the values of all of them in two vectors.
///
/// The entries of map i are those from `offsets[i]` to `offsets[i + 1]`, sorted as [MapType] says.
///
/// @param type a map type, named or not
/// @param offsets ascending, `length + 1` of them at least, the first 0
/// @param keys the keys, of exactly the key type
/// @param values the values, of exactly the value type
/// @param length the number of maps
/// @param validity which of them are not null
public record MapVector(Type type, int[] offsets, TypedVector keys, TypedVector values, int length, Validity validity)
        implements FlatVector {

    /// Returns the map type without names.
    public MapType mapType() {
        return (MapType) type.under();
    }

    @Override
    public MapVector gather(int[] rows) {
        var gathered = new int[rows.length + 1];
        var entryRows = ArrayVector.gatherRanges(offsets, rows, gathered);
        return new MapVector(
                type, gathered, keys.select(entryRows), values.select(entryRows), rows.length, validity.gather(rows));
    }

    @Override
    public MapVector withType(Type newType) {
        var map = (MapType) newType.under();
        return new MapVector(
                newType, offsets, keys.withType(map.key()), values.withType(map.value()), length, validity);
    }

    @Override
    public MapVector withValidity(Validity newValidity) {
        if (ArrayVector.allEmpty(offsets, length, newValidity)) {
            return new MapVector(type, offsets, keys, values, length, newValidity);
        }
        var newOffsets = new int[length + 1];
        var entryRows = ArrayVector.rangesOfValid(offsets, length, newValidity, newOffsets);
        return new MapVector(type, newOffsets, keys.select(entryRows), values.select(entryRows), length, newValidity);
    }
}
