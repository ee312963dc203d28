package dev.tarn.bpf;

import dev.tarn.model.type.Field;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Makes the records in which the collector reports on itself, one for each tool:
/// `collector={ts:time,tool:string,interval:duration,events:uint64,bytes:uint64,lost:uint64,pending:uint64,cpu:duration,lag:duration}`.
///
/// The counts are of the interval; `pending` is how many bytes waited in the ring at most, in the last ten to twenty seconds; `cpu` (the collector's thread) and `lag` (how long an event waited at most) are of all tools together.
final class CollectorRecords {
    private static final List<String> COUNTS = List.of("events", "bytes", "lost", "pending");
    private static final Type TYPE = new NamedType("collector", new RecordType(Stream.of(
            Stream.of(new Field("ts", PrimitiveType.TIME), new Field("tool", PrimitiveType.STRING),
                    new Field("interval", PrimitiveType.DURATION)),
            COUNTS.stream().map(name -> new Field(name, PrimitiveType.UINT64)),
            Stream.of(new Field("cpu", PrimitiveType.DURATION), new Field("lag", PrimitiveType.DURATION))).flatMap(s -> s).toList()));

    private CollectorRecords() {}

    /// Returns the report on what happened between two snapshots.
    ///
    /// @param lagNanos the longest time between two looks at the rings meanwhile
    static Vector of(CollectorStatistics before, CollectorStatistics after, long timeNanos, long intervalNanos, long lagNanos) {
        var tools = after.tools();
        int count = tools.size();
        var numbers = new long[COUNTS.size()][count];
        for (int i = 0; i < count; i++) {
            var now = tools.get(i);
            var then = i < before.tools().size() ? before.tools().get(i) : ToolStatistics.none(now.tool());
            numbers[0][i] = now.events() - then.events();
            numbers[1][i] = now.bytes() - then.bytes();
            numbers[2][i] = now.lost() - then.lost();
            numbers[3][i] = now.pendingBytes();
        }
        var fields = new ArrayList<TypedVector>();
        fields.add(same(PrimitiveType.TIME, timeNanos, count));
        fields.add(BytesVector.ofStrings(PrimitiveType.STRING, tools.stream().map(ToolStatistics::tool).toArray(String[]::new)));
        fields.add(same(PrimitiveType.DURATION, intervalNanos, count));
        for (long[] column : numbers) {
            fields.add(new LongVector(PrimitiveType.UINT64, column));
        }
        fields.add(same(PrimitiveType.DURATION, after.cpuTime().minus(before.cpuTime()).toNanos(), count));
        fields.add(same(PrimitiveType.DURATION, lagNanos, count));
        return new RecordVector(TYPE, fields, count, Validity.ALL);
    }

    private static LongVector same(Type type, long value, int count) {
        var values = new long[count];
        Arrays.fill(values, value);
        return new LongVector(type, values);
    }
}
