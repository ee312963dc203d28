package dev.tarn.server;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.TypeText;
import dev.tarn.query.Results.Statistics;
import java.time.Instant;

/// The control messages between the values of an answer, as ZSON, in the shapes that clients of the reference read.
final class ControlMessages {
    private final Instant start = Instant.now();

    /// Says that the values that follow belong to a channel.
    String channelSet(String channel) {
        return "{channel:" + TypeText.quote(channel) + "}(=QueryChannelSet)";
    }

    /// Says that no more values of a channel follow.
    String channelEnd(String channel) {
        return "{channel:" + TypeText.quote(channel) + "}(=QueryChannelEnd)";
    }

    /// Says how far the query is.
    String statistics(Statistics statistics) {
        return "{start_time:" + time(start) + ",update_time:" + time(Instant.now())
                + ",Progress:{bytes_read:" + statistics.bytesRead()
                + ",bytes_matched:" + statistics.bytesMatched()
                + ",records_read:" + statistics.recordsRead()
                + ",records_matched:" + statistics.recordsMatched() + "}(=Progress)}(=QueryStats)";
    }

    /// Says that the query failed.
    String error(String message) {
        return "{error:" + TypeText.quote(message) + "}(=QueryError)";
    }

    private static Value time(Instant instant) {
        return Value.ofLong(PrimitiveType.TIME, instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
    }
}
