package dev.tarn.ingest.lines;

import dev.tarn.model.Value;
import dev.tarn.model.zson.Zson;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Pieces of ZSON that several formats of lines write.
final class ZsonText {
    private ZsonText() {}

    static String time(Clock clock) {
        Instant now = clock.instant();
        return now.toString();
    }

    static String text(String value) {
        return Zson.format(Value.ofString(value));
    }

    static String texts(List<String> values) {
        return "[" + values.stream().map(ZsonText::text).collect(Collectors.joining(",")) + "]([string])";
    }

    /// Returns a record of events that another program lost, as the collector writes its own.
    static String lost(Clock clock, String tool, String cpu, String cause, long count) {
        return "{ts:" + time(clock) + ",tool:" + text(tool) + ",cpu:" + cpu + "(int32),cause:" + text(cause) + ",count:" + count
                + "(uint64)}(=lost)\n";
    }
}
