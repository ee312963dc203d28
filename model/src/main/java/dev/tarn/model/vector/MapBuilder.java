package dev.tarn.model.vector;

import dev.tarn.model.type.MapType;
import dev.tarn.model.type.Type;
import java.util.Arrays;

/// Makes a [MapVector]: append keys and values to their builders, then end the map.
///
/// Entries have to come sorted as [MapType] says, each key once.
public final class MapBuilder extends VectorBuilder {
    private final VectorBuilder keys;
    private final VectorBuilder values;
    private int[] offsets = new int[8];

    /// Creates a builder for values of a map type, named or not.
    public MapBuilder(Type type) {
        super(type);
        var map = (MapType) type.under();
        keys = VectorBuilder.of(map.key());
        values = VectorBuilder.of(map.value());
    }

    /// Returns the builder of the keys.
    public VectorBuilder keys() {
        return keys;
    }

    /// Returns the builder of the values.
    public VectorBuilder values() {
        return values;
    }

    /// Ends a map of all the entries appended since the last one.
    public void endMap() {
        appendSlot();
        appended();
    }

    @Override
    void appendSlot() {
        int row = length();
        if (row + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[row + 1] = keys.length();
    }

    @Override
    void appendValid(FlatVector source, int row) {
        var map = (MapVector) source;
        for (int i = map.offsets()[row]; i < map.offsets()[row + 1]; i++) {
            keys.append(map.keys(), i);
            values.append(map.values(), i);
        }
        appendSlot();
    }

    @Override
    MapVector buildSlots(int count, Validity validity) {
        var built = new MapVector(type(), offsets, keys.build(), values.build(), count, validity);
        offsets = new int[8];
        return built;
    }
}
