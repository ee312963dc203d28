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
import dev.tarn.query.expression.ErrorValues;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.datasketches.tdigest.TDigestDouble;

/// `quantile(x, p)`: about the value that the part `p` (0 to 1) of the numbers is below, by a t-digest; null if there are none.
///
/// The quantile of durations is a duration, that of times a time, that of other numbers a float64.
final class Quantile implements Accumulator {
    // The size of the digest: some kilobytes, and a rank that is off by well below 1 %, less at the ends.
    private static final short PRECISION = 200;

    private final List<TDigestDouble> digests = new ArrayList<>();
    private double[] parameters = new double[16];
    private NumberKind[] kinds = new NumberKind[16];

    @Override
    public void grow(int groups) {
        if (groups > parameters.length) {
            int capacity = Math.max(groups, parameters.length * 2);
            parameters = Arrays.copyOf(parameters, capacity);
            kinds = Arrays.copyOf(kinds, capacity);
        }
        while (digests.size() < groups) {
            digests.add(new TDigestDouble(PRECISION));
        }
    }

    @Override
    public void add(int[] groups, TypedVector packed, Places places) {
        var arguments = Arguments.of(packed);
        for (int i = 0; i < groups.length; i++) {
            parameters[groups[i]] = arguments.parameter(i).orElse(Double.NaN);
        }
        addValues(groups, arguments.values(), places);
    }

    private void addValues(int[] groups, TypedVector values, Places places) {
        var kind = NumberKind.of(values.type());
        switch (values.flat()) {
            case LongVector longs when kind.isPresent() -> {
                for (int i = 0; i < groups.length; i++) {
                    if (!longs.isNull(i)) {
                        add(groups[i], kind.get(), NumberFold.toDouble(kind.get(), longs.values()[i]));
                    }
                }
            }
            case DoubleVector doubles -> {
                for (int i = 0; i < groups.length; i++) {
                    if (!doubles.isNull(i) && !Double.isNaN(doubles.values()[i])) {
                        add(groups[i], NumberKind.FLOAT64, doubles.values()[i]);
                    }
                }
            }
            case UnionVector union -> Parts.forEach(groups, union.unwrap(), places, this::addValues);
            default -> { }
        }
    }

    private void add(int group, NumberKind kind, double value) {
        digests.get(group).update(value);
        kinds[group] = kinds[group] == null ? kind : kinds[group].with(kind);
    }

    /// A partial result is the parameter, the kind and the digest, if there is one.
    @Override
    public Vector partials(int from, int to) {
        var builder = new BytesBuilder(PrimitiveType.BYTES);
        for (int group = from; group < to; group++) {
            byte[] digest = kinds[group] == null ? new byte[0] : digests.get(group).toByteArray();
            var bytes = ByteBuffer.allocate(Double.BYTES + 1 + digest.length).putDouble(parameters[group]);
            builder.append(bytes.put((byte) (kinds[group] == null ? -1 : kinds[group].ordinal())).put(digest).array());
        }
        return builder.build();
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        var states = (BytesVector) ((TypedVector) partials).flat();
        for (int i = 0; i < groups.length; i++) {
            byte[] state = states.copy(i);
            var bytes = ByteBuffer.wrap(state);
            int group = groups[i];
            parameters[group] = bytes.getDouble();
            int kind = bytes.get();
            if (kind >= 0) {
                var digest = MemorySegment.ofArray(Arrays.copyOfRange(state, bytes.position(), state.length));
                digests.get(group).merge(TDigestDouble.heapify(digest));
                kinds[group] = kinds[group] == null ? NumberKind.of(kind) : kinds[group].with(NumberKind.of(kind));
            }
        }
    }

    @Override
    public Vector results(int from, int to) {
        var values = new ArrayList<Value>();
        for (int group = from; group < to; group++) {
            values.add(result(group));
        }
        return Results.of(values);
    }

    private Value result(int group) {
        double p = parameters[group];
        if (!(p >= 0 && p <= 1)) {
            return ErrorValues.of("quantile: second argument must be a number from 0 to 1");
        }
        if (kinds[group] == null) {
            return Value.ofNull(PrimitiveType.FLOAT64);
        }
        double quantile = digests.get(group).getQuantile(p);
        return switch (kinds[group]) {
            case DURATION, TIME -> Value.ofLong(kinds[group].type(), Math.round(quantile));
            case UINT64, INT64, FLOAT64 -> Value.ofDouble(PrimitiveType.FLOAT64, quantile);
        };
    }

    @Override
    public long sizeBytes() {
        // About what a digest takes once it is full.
        return digests.size() * 32L * PRECISION;
    }
}
