package dev.tarn.query.aggregate;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Vector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// `histogram(x)`: how many numbers lie between powers of two; `histogram(x, width)`: between multiples of a width.
///
/// The result lists the buckets from the lowest to the highest, each with `low` (inclusive), `high` (exclusive) and `count`, and
/// with those between them that are empty. The lowest power of two is 1: below it is one bucket from 0, and one for what is negative,
/// whose `low` is null. Null if there are no numbers.
final class Histogram implements Accumulator {
    private static final List<String> NAMES = List.of("low", "high", "count");
    // The buckets of powers of two: what is negative, from 0 to 1, and from there on by the exponent of the lower end.
    private static final long NEGATIVE = -2;
    private static final long BELOW_ONE = -1;
    private static final int MAX_EXPONENT = 1023;
    // Where values are far apart, the empty buckets between them would be too many to show.
    private static final int MAX_EMPTY = 128;
    private static final int COUNTER_BYTES = 64;

    private final List<TreeMap<Long, Long>> counts = new ArrayList<>();
    private double[] widths = new double[16];
    private NumberKind[] kinds = new NumberKind[16];
    private long counters;

    @Override
    public void grow(int groups) {
        if (groups > widths.length) {
            int capacity = Math.max(groups, widths.length * 2);
            widths = Arrays.copyOf(widths, capacity);
            kinds = Arrays.copyOf(kinds, capacity);
        }
        while (counts.size() < groups) {
            counts.add(new TreeMap<>());
        }
    }

    /// A width of 0 stands for powers of two.
    @Override
    public void add(int[] groups, TypedVector packed, Places places) {
        var arguments = Arguments.of(packed);
        for (int i = 0; i < groups.length; i++) {
            var parameter = arguments.parameter(i);
            widths[groups[i]] = parameter.isEmpty() ? 0 : parameter.getAsDouble() > 0 ? parameter.getAsDouble() : Double.NaN;
        }
        addValues(groups, arguments.values(), places);
    }

    private void addValues(int[] groups, TypedVector values, Places places) {
        var kind = NumberKind.of(values.type());
        switch (values.flat()) {
            case LongVector longs when kind.isPresent() -> {
                for (int i = 0; i < groups.length; i++) {
                    if (!longs.isNull(i)) {
                        add(groups[i], kind.get(), longs.values()[i]);
                    }
                }
            }
            case DoubleVector doubles -> {
                for (int i = 0; i < groups.length; i++) {
                    if (!doubles.isNull(i) && Double.isFinite(doubles.values()[i])) {
                        add(groups[i], doubles.values()[i]);
                    }
                }
            }
            case UnionVector union -> Parts.forEach(groups, union.unwrap(), places, this::addValues);
            default -> { }
        }
    }

    private void add(int group, NumberKind kind, long value) {
        double width = widths[group];
        boolean exact = kind != NumberKind.UINT64 && width >= 1 && width == Math.rint(width) && width < 0x1p53;
        long bucket;
        if (exact) {
            bucket = Math.floorDiv(value, (long) width);
        } else if (width == 0 && (value >= 0 || kind == NumberKind.UINT64)) {
            bucket = value == 0 ? BELOW_ONE : 63 - Long.numberOfLeadingZeros(value);
        } else {
            bucket = bucket(width, NumberFold.toDouble(kind, value));
        }
        count(group, kind, bucket, 1);
    }

    private void add(int group, double value) {
        count(group, NumberKind.FLOAT64, bucket(widths[group], value), 1);
    }

    private static long bucket(double width, double value) {
        if (width == 0) {
            return value < 0 ? NEGATIVE : value < 1 ? BELOW_ONE : Math.getExponent(value);
        }
        return (long) Math.floor(value / width);
    }

    private void count(int group, NumberKind kind, long bucket, long more) {
        counters += counts.get(group).merge(bucket, more, Long::sum) == more ? 1 : 0;
        kinds[group] = kinds[group] == null ? kind : kinds[group].with(kind);
    }

    /// A partial result is the width, the kind, and the buckets with their counts.
    @Override
    public Vector partials(int from, int to) {
        var builder = new BytesBuilder(PrimitiveType.BYTES);
        for (int group = from; group < to; group++) {
            var buckets = counts.get(group);
            var bytes = ByteBuffer.allocate(Double.BYTES + 1 + buckets.size() * 2 * Long.BYTES).putDouble(widths[group]);
            bytes.put((byte) (kinds[group] == null ? -1 : kinds[group].ordinal()));
            buckets.forEach((bucket, count) -> bytes.putLong(bucket).putLong(count));
            builder.append(bytes.array());
        }
        return builder.build();
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        var states = (BytesVector) ((TypedVector) partials).flat();
        for (int i = 0; i < groups.length; i++) {
            var bytes = ByteBuffer.wrap(states.copy(i));
            widths[groups[i]] = bytes.getDouble();
            int kind = bytes.get();
            while (bytes.hasRemaining()) {
                count(groups[i], NumberKind.of(kind), bytes.getLong(), bytes.getLong());
            }
        }
    }

    @Override
    public Vector results(int from, int to) {
        var results = new Results();
        for (int group = from; group < to; group++) {
            if (Double.isNaN(widths[group])) {
                results.end("histogram: second argument must be a number above 0");
            } else {
                list(group, results);
                results.end("");
            }
        }
        return results.build();
    }

    private void list(int group, Results results) {
        var buckets = counts.get(group);
        if (buckets.isEmpty()) {
            return;
        }
        long first = buckets.firstKey();
        long last = buckets.lastKey();
        boolean gaps = last - first < 0 || last - first > buckets.size() + (long) MAX_EMPTY;
        if (gaps) {
            buckets.forEach((bucket, count) -> results.append(NAMES, bucket(group, bucket, count)));
        } else {
            for (long bucket = first; bucket <= last; bucket++) {
                results.append(NAMES, bucket(group, bucket, buckets.getOrDefault(bucket, 0L)));
            }
        }
    }

    private List<Value> bucket(int group, long bucket, long count) {
        return List.of(end(group, bucket), end(group, bucket + 1), Value.ofLong(PrimitiveType.UINT64, count));
    }

    /// Returns the lower end of a bucket.
    private Value end(int group, long bucket) {
        double width = widths[group];
        var type = kinds[group].type();
        if (width == 0 && bucket == NEGATIVE) {
            return Value.ofNull(type);
        }
        boolean isFloat = type.isFloat() || width != Math.rint(width);
        if (isFloat) {
            var floats = PrimitiveType.FLOAT64;
            if (width != 0) {
                return Value.ofDouble(floats, bucket * width);
            }
            return Value.ofDouble(floats, bucket == BELOW_ONE ? 0 : bucket > MAX_EXPONENT ? Double.POSITIVE_INFINITY : Math.scalb(1.0, (int) bucket));
        }
        if (width != 0) {
            return Value.ofLong(type, bucket * (long) width);
        }
        // The bucket of the greatest numbers ends with the greatest number.
        long greatest = type.isUnsigned() ? 64 : 63;
        return Value.ofLong(type, bucket == BELOW_ONE ? 0 : bucket < greatest ? 1L << bucket : type.isUnsigned() ? -1 : Long.MAX_VALUE);
    }

    @Override
    public long sizeBytes() {
        return counts.size() * (long) COUNTER_BYTES + counters * COUNTER_BYTES;
    }
}
