package dev.tarn.bpf;

import dev.tarn.model.type.Field;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.List;

/// Makes records of losses, to stand among the events they belong to:
/// `lost={ts:time,tool:string,cpu:int32,cause:string,count:uint64}`, the CPU null where it is not known.
final class LossRecords {
    private static final Type TYPE = new NamedType("lost", new RecordType(List.of(
            new Field("ts", PrimitiveType.TIME),
            new Field("tool", PrimitiveType.STRING),
            new Field("cpu", PrimitiveType.INT32),
            new Field("cause", PrimitiveType.STRING),
            new Field("count", PrimitiveType.UINT64))));

    private LossRecords() {}

    /// Returns a record for each loss.
    ///
    /// @param timeNanos the time of all of them, in nanoseconds since 1970: when they were noticed
    static Vector of(List<Loss> losses, long timeNanos) {
        int count = losses.size();
        var times = new long[count];
        Arrays.fill(times, timeNanos);
        var cpuKnown = new Validity.Builder();
        for (int i = 0; i < count; i++) {
            if (losses.get(i).cpu().isPresent()) {
                cpuKnown.valid(i);
            } else {
                cpuKnown.invalid(i);
            }
        }
        long[] cpus = losses.stream().mapToLong(loss -> loss.cpu().orElse(0)).toArray();
        return new RecordVector(TYPE, List.of(
                new LongVector(PrimitiveType.TIME, times),
                BytesVector.ofStrings(PrimitiveType.STRING, losses.stream().map(Loss::tool).toArray(String[]::new)),
                new LongVector(PrimitiveType.INT32, cpus, count, cpuKnown.build()),
                BytesVector.ofStrings(PrimitiveType.STRING, losses.stream().map(Loss::cause).toArray(String[]::new)),
                new LongVector(PrimitiveType.UINT64, losses.stream().mapToLong(Loss::count).toArray())), count, Validity.ALL);
    }
}
