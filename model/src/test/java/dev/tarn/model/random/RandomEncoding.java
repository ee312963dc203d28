package dev.tarn.model.random;

import dev.tarn.model.BodyOrder;
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
import java.util.Random;

/// Holds values in other batches and other encodings, chosen at random for every column at every level of nesting: the same ones
/// for the same seed.
public final class RandomEncoding {
    private final Random random;

    /// Creates a choice.
    public RandomEncoding(long seed) {
        this.random = new Random(seed);
    }

    /// Returns the values of a batch, in order, as one or more batches.
    public List<Vector> apply(Vector batch) {
        var batches = new ArrayList<Vector>();
        boolean whole = random.nextInt(3) == 0;
        for (int from = 0; from < batch.length();) {
            int count = whole ? batch.length() : Math.min(batch.length() - from, 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
            var rows = new int[count];
            int start = from;
            Arrays.setAll(rows, i -> start + i);
            batches.add(encoded(batch.select(rows)));
            from += count;
        }
        return batches;
    }

    private Vector encoded(Vector batch) {
        return switch (batch) {
            case TypedVector typed -> encoded(typed);
            case Mixed mixed -> shuffled(mixed);
        };
    }

    /// Returns a mixed vector with its parts in another order.
    private Vector shuffled(Mixed mixed) {
        int count = mixed.parts().size();
        int turn = random.nextInt(count);
        var parts = new ArrayList<TypedVector>(count);
        for (int i = 0; i < count; i++) {
            parts.add(encoded(mixed.parts().get((i + turn) % count)));
        }
        var tags = new int[mixed.length()];
        Arrays.setAll(tags, row -> (mixed.tags()[row] - turn + count) % count);
        return Mixed.of(tags, parts);
    }

    private TypedVector encoded(TypedVector column) {
        if (column.length() == 0) {
            return column.flat();
        }
        if (random.nextInt(8) == 0) {
            return BodyOrder.bodies(column);
        }
        var flat = withEncodedParts(column.flat());
        return switch (random.nextInt(4)) {
            case 0 -> flat;
            case 1 -> view(flat);
            case 2 -> dictionary(flat);
            default -> isConstant(flat) ? new Constant(flat.gather(new int[] {0}), flat.length()) : dictionary(flat);
        };
    }

    private static boolean isConstant(FlatVector flat) {
        var first = Value.of(flat, 0);
        for (int row = 1; row < flat.length(); row++) {
            if (!Value.of(flat, row).equals(first)) {
                return false;
            }
        }
        return true;
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

    /// Returns a view of a column that has the values in another order, with others between them.
    private TypedVector view(FlatVector flat) {
        int length = flat.length();
        var twice = new int[length * 2];
        Arrays.setAll(twice, i -> i % 2 == 0 ? length - 1 - i / 2 : random.nextInt(length));
        var rows = new int[length];
        Arrays.setAll(rows, row -> (length - 1 - row) * 2);
        return View.of(flat.gather(twice), rows);
    }
}
