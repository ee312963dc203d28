package dev.tarn.query.aggregate;

import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.List;

/// `avg(x)`: the mean of the numbers as a float64, null if there are none. What is no number, and null, is left out.
final class Average implements Accumulator {
    private static final RecordType PARTIAL = new RecordType(List.of(
            new Field("sum", PrimitiveType.FLOAT64), new Field("count", PrimitiveType.UINT64)));

    private double[] sums = new double[16];
    private long[] counts = new long[16];

    @Override
    public boolean clear() {
        if (sums.length > SMALL) {
            return false;
        }
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
        return true;
    }

    @Override
    public void grow(int groups) {
        if (groups > sums.length) {
            int capacity = Math.max(groups, sums.length * 2);
            sums = Arrays.copyOf(sums, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
    }

    @Override
    public void add(int[] groups, TypedVector values, Places places) {
        switch (values.flat()) {
            case LongVector longs -> NumberKind.of(values.type()).ifPresent(kind -> addLongs(kind, groups, longs));
            case DoubleVector doubles -> addDoubles(groups, doubles);
            case UnionVector union -> Parts.forEach(groups, union.unwrap(), places, this::add);
            default -> { }
        }
    }

    @Override
    public void addAll(int group, TypedVector values, Places places) {
        addRuns(new int[] {group}, new int[] {0, values.length()}, values, places);
    }

    @Override
    public void addRuns(int[] groups, int[] starts, TypedVector values, Places places) {
        var flat = values.flat();
        if (!flat.validity().isAll()) {
            add(Parts.ofRuns(groups, starts), flat, places);
            return;
        }
        switch (flat) {
            case LongVector longs -> NumberKind.of(values.type()).ifPresent(kind -> addRunsOfLongs(kind, groups, starts, longs.values()));
            case DoubleVector doubles -> addRunsOfDoubles(groups, starts, doubles.values());
            case FlatVector other -> add(Parts.ofRuns(groups, starts), other, places);
        }
    }

    private void addRunsOfLongs(NumberKind kind, int[] groups, int[] starts, long[] values) {
        for (int run = 0; run < groups.length; run++) {
            int group = groups[run];
            sums[group] = sum(sums[group], kind, values, starts[run], starts[run + 1]);
            counts[group] += starts[run + 1] - starts[run];
        }
    }

    private static double sum(double before, NumberKind kind, long[] values, int from, int to) {
        double sum = before;
        for (int i = from; i < to; i++) {
            sum += NumberFold.toDouble(kind, values[i]);
        }
        return sum;
    }

    private void addRunsOfDoubles(int[] groups, int[] starts, double[] values) {
        for (int run = 0; run < groups.length; run++) {
            int group = groups[run];
            sums[group] = NumberReduction.sum(sums[group], values, starts[run], starts[run + 1]);
            counts[group] += starts[run + 1] - starts[run];
        }
    }

    private void addLongs(NumberKind kind, int[] groups, LongVector vector) {
        for (int i = 0; i < groups.length; i++) {
            if (!vector.isNull(i)) {
                sums[groups[i]] += NumberFold.toDouble(kind, vector.values()[i]);
                counts[groups[i]]++;
            }
        }
    }

    private void addDoubles(int[] groups, DoubleVector vector) {
        for (int i = 0; i < groups.length; i++) {
            if (!vector.isNull(i)) {
                sums[groups[i]] += vector.values()[i];
                counts[groups[i]]++;
            }
        }
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        var record = (RecordVector) ((TypedVector) partials).flat();
        double[] otherSums = ((DoubleVector) record.field(0).flat()).values();
        long[] otherCounts = ((LongVector) record.field(1).flat()).values();
        for (int i = 0; i < groups.length; i++) {
            sums[groups[i]] += otherSums[i];
            counts[groups[i]] += otherCounts[i];
        }
    }

    @Override
    public Vector partials(int from, int to) {
        return new RecordVector(PARTIAL, List.of(
                new DoubleVector(PrimitiveType.FLOAT64, Arrays.copyOfRange(sums, from, to)),
                new LongVector(PrimitiveType.UINT64, Arrays.copyOfRange(counts, from, to))), to - from, Validity.ALL);
    }

    @Override
    public Vector results(int from, int to) {
        var means = new double[to - from];
        var validity = new Validity.Builder();
        for (int i = 0; i < means.length; i++) {
            if (counts[from + i] == 0) {
                validity.invalid(i);
            } else {
                validity.valid(i);
                means[i] = sums[from + i] / counts[from + i];
            }
        }
        return new DoubleVector(PrimitiveType.FLOAT64, means, means.length, validity.build());
    }

    @Override
    public long sizeBytes() {
        return sums.length * 16L;
    }
}
