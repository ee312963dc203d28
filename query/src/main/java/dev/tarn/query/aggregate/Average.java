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
        var flat = values.flat();
        if (!flat.validity().isAll()) {
            Accumulator.super.addAll(group, flat, places);
            return;
        }
        switch (flat) {
            case LongVector longs -> NumberKind.of(values.type()).ifPresent(kind -> addAllLongs(kind, group, longs));
            case DoubleVector doubles -> addAllDoubles(group, doubles);
            case FlatVector other -> Accumulator.super.addAll(group, other, places);
        }
    }

    private void addAllLongs(NumberKind kind, int group, LongVector vector) {
        long[] values = vector.values();
        double sum = sums[group];
        for (int i = 0; i < vector.length(); i++) {
            sum += NumberFold.toDouble(kind, values[i]);
        }
        sums[group] = sum;
        counts[group] += vector.length();
    }

    private void addAllDoubles(int group, DoubleVector vector) {
        sums[group] = NumberReduction.sum(sums[group], vector.values(), 0, vector.length());
        counts[group] += vector.length();
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
