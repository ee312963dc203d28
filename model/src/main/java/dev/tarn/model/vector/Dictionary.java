package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.util.Arrays;

/// Few values, each used for many rows: an evaluator computes on the values once.
///
/// @param values the values; some may be used by no row
/// @param index for each row the position of its value
public record Dictionary(FlatVector values, int[] index) implements TypedVector {
    @Override
    public Type type() {
        return values.type();
    }

    @Override
    public int length() {
        return index.length;
    }

    @Override
    public FlatVector flat() {
        return values.gather(index);
    }

    @Override
    public boolean isNull(int row) {
        return values.isNull(index[row]);
    }

    @Override
    public Dictionary withType(Type type) {
        return new Dictionary(values.withType(type), index);
    }

    @Override
    public Dictionary select(int[] rows) {
        return new Dictionary(values, View.compose(index, rows));
    }

    @Override
    public Dictionary slice(int from, int to) {
        return new Dictionary(values, Arrays.copyOfRange(index, from, to));
    }
}
