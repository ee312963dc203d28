package dev.tarn.query;

import dev.tarn.model.Value;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// A way to hold the same values in other vectors, which must not change what a query answers.
enum Reencoding {
    /// As the reader made them: canonical bodies.
    ROWS,
    /// Flat columns, all the way down.
    FLAT,
    /// Every column a dictionary of its values, all the way down.
    DICTIONARY,
    /// Every column a view of one that has them in another order, with others between them.
    VIEW,
    /// A batch for each value, in which it is constant.
    CONSTANT,
    /// A batch for each value, flat.
    SINGLE;

    /// Returns the values of a batch, in order, as one or more batches.
    List<Vector> apply(Vector batch) {
        return switch (this) {
            case ROWS -> List.of(batch);
            case FLAT, DICTIONARY, VIEW -> List.of(encoded(batch));
            case CONSTANT -> ones(batch, true);
            case SINGLE -> ones(batch, false);
        };
    }

    private static List<Vector> ones(Vector batch, boolean constant) {
        var ones = new ArrayList<Vector>();
        for (int row = 0; row < batch.length(); row++) {
            var one = Value.of(batch, row).toVector();
            ones.add(constant ? new Constant(one, 1) : one);
        }
        return ones;
    }

    private Vector encoded(Vector batch) {
        return switch (batch) {
            case TypedVector typed -> encoded(typed);
            case Mixed mixed -> Mixed.of(mixed.tags(), mixed.parts().stream().map(this::encoded).toList());
        };
    }

    private TypedVector encoded(TypedVector column) {
        var flat = withEncodedParts(column.flat());
        return switch (this) {
            case DICTIONARY -> dictionary(flat);
            case VIEW -> view(flat);
            case ROWS, FLAT, CONSTANT, SINGLE -> flat;
        };
    }

    private FlatVector withEncodedParts(FlatVector flat) {
        return switch (flat) {
            case RecordVector record -> new RecordVector(
                    record.type(), encodedAll(record.fields()), record.length(), record.validity());
            case ArrayVector array -> new ArrayVector(
                    array.type(), array.offsets(), encoded(array.elements()), array.length(), array.validity());
            case MapVector map -> new MapVector(
                    map.type(), map.offsets(), encoded(map.keys()), encoded(map.values()), map.length(), map.validity());
            case UnionVector union -> new UnionVector(
                    union.type(), union.tags(), union.slots(), encodedAll(union.members()), union.length(), union.validity());
            case ErrorVector error ->
                new ErrorVector(error.type(), encoded(error.wrapped()), error.length(), error.validity());
            default -> flat;
        };
    }

    private List<TypedVector> encodedAll(List<TypedVector> columns) {
        return columns.stream().map(this::encoded).toList();
    }

    private static TypedVector dictionary(FlatVector flat) {
        var places = new LinkedHashMap<Value, Integer>();
        var firsts = new ArrayList<Integer>();
        var index = new int[flat.length()];
        for (int row = 0; row < index.length; row++) {
            int first = row;
            index[row] = places.computeIfAbsent(Value.of(flat, row), _ -> {
                firsts.add(first);
                return firsts.size() - 1;
            });
        }
        return new Dictionary(flat.gather(firsts.stream().mapToInt(Integer::intValue).toArray()), index);
    }

    private static TypedVector view(FlatVector flat) {
        // Backwards, each value twice, so that a view of every other one is the column again.
        int length = flat.length();
        var twice = new int[length * 2];
        Arrays.setAll(twice, i -> length - 1 - i / 2);
        var rows = new int[length];
        Arrays.setAll(rows, row -> (length - 1 - row) * 2);
        return View.of(flat.gather(twice), rows);
    }
}
