package dev.tarn.server;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.TypeText;
import dev.tarn.query.Results.Statistics;
import java.time.Instant;

/// Control messages as ZSON.
final class ZsonMessages implements ControlMessages {
    private final Instant start = Instant.now();

    @Override
    public String channelSet(String channel) {
        return "{channel:" + TypeText.quote(channel) + "}(=QueryChannelSet)";
    }

    @Override
    public String channelEnd(String channel) {
        return "{channel:" + TypeText.quote(channel) + "}(=QueryChannelEnd)";
    }

    @Override
    public String statistics(Statistics statistics) {
        return "{start_time:" + time(start) + ",update_time:" + time(Instant.now())
                + ",Progress:{bytes_read:" + statistics.bytesRead()
                + ",bytes_matched:" + statistics.bytesMatched()
                + ",records_read:" + statistics.recordsRead()
                + ",records_matched:" + statistics.recordsMatched() + "}(=Progress)}(=QueryStats)";
    }

    @Override
    public String error(String message) {
        return "{error:" + TypeText.quote(message) + "}(=QueryError)";
    }

    private static Value time(Instant instant) {
        return Value.ofLong(PrimitiveType.TIME, instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
    }
}
