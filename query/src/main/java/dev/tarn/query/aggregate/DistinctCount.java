package dev.tarn.query.aggregate;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;

/// `dcount(x)`: about how many distinct values there are, by HyperLogLog; nulls count as a value of their type.
final class DistinctCount implements Accumulator {
    // The estimate is off by less than 1 % as a rule.
    private static final int LOG_REGISTERS = 14;
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final long NULL = 0x5bf03635a0a1c2b7L;

    private final List<HllSketch> sketches = new ArrayList<>();

    @Override
    public void grow(int groups) {
        while (sketches.size() < groups) {
            sketches.add(new HllSketch(LOG_REGISTERS, TgtHllType.HLL_4));
        }
    }

    @Override
    public void add(int[] groups, TypedVector values, Places places) {
        var under = values.withType(values.type().under());
        // Hashes have to be the same in every run, or the estimates would not be.
        long seed = under.type().toString().hashCode() * STEP;
        switch (under.type().carrier()) {
            case LONG -> addLongs(groups, (LongVector) under.flat(), seed);
            case DOUBLE, BYTES, NESTED -> addBodies(groups, under, seed);
        }
    }

    private void addLongs(int[] groups, LongVector values, long seed) {
        for (int i = 0; i < groups.length; i++) {
            long hash = values.isNull(i) ? NULL : values.values()[i];
            sketches.get(groups[i]).update(seed + hash * STEP);
        }
    }

    private void addBodies(int[] groups, TypedVector values, long seed) {
        var encoder = BodyEncoder.of(values);
        var body = new ByteBuilder();
        for (int i = 0; i < groups.length; i++) {
            long hash = seed;
            if (encoder.isNull(i)) {
                hash += NULL;
            } else {
                body.truncate(0);
                encoder.writeBody(i, body);
                for (int at = 0; at < body.length(); at++) {
                    hash = (hash ^ body.array()[at]) * STEP;
                    hash ^= hash >>> 32;
                }
            }
            sketches.get(groups[i]).update(hash);
        }
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        var bytes = (BytesVector) ((TypedVector) partials).flat();
        for (int i = 0; i < groups.length; i++) {
            var union = new HllUnion(LOG_REGISTERS);
            union.update(sketches.get(groups[i]));
            union.update(HllSketch.heapify(MemorySegment.ofArray(bytes.copy(i))));
            sketches.set(groups[i], union.getResult(TgtHllType.HLL_4));
        }
    }

    @Override
    public Vector partials(int from, int to) {
        var builder = new BytesBuilder(PrimitiveType.BYTES);
        for (int group = from; group < to; group++) {
            builder.append(sketches.get(group).toCompactByteArray());
        }
        return builder.build();
    }

    @Override
    public Vector results(int from, int to) {
        var counts = new long[to - from];
        for (int i = 0; i < counts.length; i++) {
            // This estimate depends on the values alone, and not on whether they came in several parts.
            counts[i] = Math.round(sketches.get(from + i).getCompositeEstimate());
        }
        return new LongVector(PrimitiveType.UINT64, counts);
    }

    @Override
    public long sizeBytes() {
        long bytes = 0;
        for (var sketch : sketches) {
            bytes += sketch.getCompactSerializationBytes();
        }
        return bytes;
    }
}
