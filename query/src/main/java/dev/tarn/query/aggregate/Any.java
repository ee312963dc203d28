package dev.tarn.query.aggregate;

import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.List;

/// `any(x)`: the first value that is not null, or the first null if there is no other.
final class Any implements Accumulator {
    private static final byte NONE = 0;
    private static final byte NULL = 1;
    private static final byte VALUE = 2;

    private final ValueStore values = new ValueStore();
    private byte[] found = new byte[16];
    private int[] tags = new int[16];
    private int[] slots = new int[16];
    private long[] places = new long[16];

    @Override
    public void grow(int groups) {
        if (groups > found.length) {
            int capacity = Math.max(groups, found.length * 2);
            found = Arrays.copyOf(found, capacity);
            tags = Arrays.copyOf(tags, capacity);
            slots = Arrays.copyOf(slots, capacity);
            places = Arrays.copyOf(places, capacity);
        }
    }

    @Override
    public void add(int[] groups, TypedVector vector, Places order) {
        for (int i = 0; i < groups.length; i++) {
            if (found[groups[i]] != VALUE || order.of(i) < places[groups[i]]) {
                offer(groups[i], vector, i, order.of(i));
            }
        }
    }

    private void offer(int group, TypedVector vector, int row, long place) {
        byte kind = vector.isNull(row) ? NULL : VALUE;
        if (kind > found[group] || kind == found[group] && place < places[group]) {
            found[group] = kind;
            tags[group] = values.tag(vector.type());
            slots[group] = values.append(tags[group], vector, row);
            places[group] = place;
        }
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        Parts.forEach(groups, partials, Places.from(0), (ofPart, part, _) -> {
            if (!(part.flat() instanceof RecordVector record)) {
                return;
            }
            long[] at = ((LongVector) record.field(0).flat()).values();
            for (int i = 0; i < ofPart.length; i++) {
                offer(ofPart[i], record.field(1), i, at[i]);
            }
        });
    }

    /// Groups without a value are null, others records of a value and its place.
    @Override
    public Vector partials(int from, int to) {
        var assembly = new MixedAssembly(to - from);
        Parts.forEach(rows(to - from), results(from, to), Places.from(0), (rows, part, _) -> {
            var at = new long[rows.length];
            for (int i = 0; i < rows.length; i++) {
                at[i] = places[from + rows[i]];
            }
            var type = new RecordType(List.of(new Field("at", PrimitiveType.INT64), new Field("value", part.type())));
            var record = new RecordVector(
                    type, List.of(new LongVector(PrimitiveType.INT64, at), part), rows.length, Validity.ALL);
            assembly.put(record, rows);
        });
        return assembly.build();
    }

    private static int[] rows(int length) {
        var rows = new int[length];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    @Override
    public Vector results(int from, int to) {
        var resultTags = Arrays.copyOfRange(tags, from, to);
        for (int i = 0; i < resultTags.length; i++) {
            if (found[from + i] == NONE) {
                resultTags[i] = -1;
            }
        }
        return values.gather(resultTags, Arrays.copyOfRange(slots, from, to));
    }

    @Override
    public long sizeBytes() {
        return found.length * 17L;
    }
}
