package dev.tarn.query.aggregate;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;

/// `count()`, `count(x)`: how many values there are, nulls among them.
final class Count implements Accumulator {
    private long[] counts = new long[16];

    @Override
    public boolean clear() {
        if (counts.length > SMALL) {
            return false;
        }
        Arrays.fill(counts, 0);
        return true;
    }

    @Override
    public void grow(int groups) {
        if (groups > counts.length) {
            counts = Arrays.copyOf(counts, Math.max(groups, counts.length * 2));
        }
    }

    @Override
    public void add(int[] groups, TypedVector values, Places places) {
        addRows(groups);
    }

    @Override
    public void addAll(int group, TypedVector values, Places places) {
        addRows(group, values.length());
    }

    @Override
    public void addRuns(int[] groups, int[] starts, TypedVector values, Places places) {
        for (int run = 0; run < groups.length; run++) {
            counts[groups[run]] += starts[run + 1] - starts[run];
        }
    }

    void addRows(int[] groups) {
        long[] state = counts;
        for (int group : groups) {
            state[group]++;
        }
    }

    void addRows(int group, int rows) {
        counts[group] += rows;
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        long[] added = ((LongVector) ((TypedVector) partials).flat()).values();
        for (int i = 0; i < groups.length; i++) {
            counts[groups[i]] += added[i];
        }
    }

    @Override
    public Vector partials(int from, int to) {
        return new LongVector(PrimitiveType.UINT64, Arrays.copyOfRange(counts, from, to));
    }

    @Override
    public Vector results(int from, int to) {
        return partials(from, to);
    }

    @Override
    public long sizeBytes() {
        return counts.length * 8L;
    }
}
