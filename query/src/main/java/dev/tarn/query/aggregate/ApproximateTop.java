package dev.tarn.query.aggregate;

import dev.tarn.model.Value;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.ErrorValues;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;

/// `approx_top(x, n)`: the `n` most frequent values (10 if not given) with about how often each occurs, the most frequent first; null
/// if there are none. With few different values the counts are exact; with many, rare ones may be missing.
final class ApproximateTop implements Accumulator {
    private static final List<String> NAMES = List.of("value", "count");
    private static final int DEFAULT_COUNT = 10;
    private static final int MAX_COUNT = 1000;
    // Counts are exact up to three quarters as many different values.
    private static final int MAP_SIZE = 1 << 12;

    private final List<FrequentItemsSketch<Value>> sketches = new ArrayList<>();
    private int[] wanted = new int[16];

    @Override
    public void grow(int groups) {
        if (groups > wanted.length) {
            wanted = Arrays.copyOf(wanted, Math.max(groups, wanted.length * 2));
        }
        while (sketches.size() < groups) {
            sketches.add(new FrequentItemsSketch<>(MAP_SIZE));
        }
    }

    /// A number of 0 stands for one that is wrong.
    @Override
    public void add(int[] groups, TypedVector packed, Places places) {
        var arguments = Arguments.of(packed);
        for (int i = 0; i < groups.length; i++) {
            double count = arguments.parameter(i).orElse(DEFAULT_COUNT);
            wanted[groups[i]] = count >= 1 && count <= MAX_COUNT && count == Math.rint(count) ? (int) count : 0;
            var value = Value.of(arguments.values(), i);
            if (!ErrorValues.isMissing(value)) {
                sketches.get(groups[i]).update(value.copy());
            }
        }
    }

    /// A partial result is the number of values and the sketch.
    @Override
    public Vector partials(int from, int to) {
        var builder = new BytesBuilder(PrimitiveType.BYTES);
        for (int group = from; group < to; group++) {
            byte[] sketch = sketches.get(group).toByteArray(new ValueBytes());
            builder.append(ByteBuffer.allocate(Integer.BYTES + sketch.length).putInt(wanted[group]).put(sketch).array());
        }
        return builder.build();
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        var states = (BytesVector) ((TypedVector) partials).flat();
        for (int i = 0; i < groups.length; i++) {
            byte[] state = states.copy(i);
            wanted[groups[i]] = ByteBuffer.wrap(state).getInt();
            var sketch = MemorySegment.ofArray(Arrays.copyOfRange(state, Integer.BYTES, state.length));
            sketches.get(groups[i]).merge(FrequentItemsSketch.getInstance(sketch, new ValueBytes()));
        }
    }

    @Override
    public Vector results(int from, int to) {
        var results = new Results();
        for (int group = from; group < to; group++) {
            if (wanted[group] == 0) {
                results.end("approx_top: second argument must be an integer from 1 to " + MAX_COUNT);
            } else {
                list(group, results);
                results.end("");
            }
        }
        return results.build();
    }

    private void list(int group, Results results) {
        var rows = Arrays.asList(sketches.get(group).getFrequentItems(ErrorType.NO_FALSE_NEGATIVES));
        rows.stream()
                .sorted(Comparator.comparingLong((FrequentItemsSketch.Row<Value> row) -> -row.getEstimate())
                        .thenComparing(FrequentItemsSketch.Row::getItem, ApproximateTop::compare))
                .limit(wanted[group])
                .forEach(row -> results.append(
                        NAMES, List.of(row.getItem(), Value.ofLong(PrimitiveType.UINT64, row.getEstimate()))));
    }

    /// Values that are equal in order but of different types come in the order of their types' names.
    private static int compare(Value a, Value b) {
        int order = ValueOrder.NULLS_LAST.compare(a, b);
        return order != 0 ? order : a.type().toString().compareTo(b.type().toString());
    }

    @Override
    public long sizeBytes() {
        long values = 0;
        for (var sketch : sketches) {
            values += sketch.getNumActiveItems();
        }
        return values * 128;
    }
}
