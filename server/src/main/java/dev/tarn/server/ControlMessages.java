package dev.tarn.server;

import dev.tarn.model.Value;
import dev.tarn.model.text.StringText;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.TypeText;
import dev.tarn.query.Results.Statistics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// The control messages between the values of an answer, as ZSON or JSON, in the shapes that clients of the reference read.
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

    /// Says that the values that follow belong to a channel, as JSON.
    String channelSetJson(String channel) {
        return json("QueryChannelSet", "{\"channel\":" + quoteJson(channel) + "}");
    }

    /// Says that no more values of a channel follow, as JSON.
    String channelEndJson(String channel) {
        return json("QueryChannelEnd", "{\"channel\":" + quoteJson(channel) + "}");
    }

    /// Says how far the query is, as JSON.
    String statisticsJson(Statistics statistics) {
        return json("QueryStats", "{\"start_time\":" + timeJson(start) + ",\"update_time\":" + timeJson(Instant.now())
                + ",\"bytes_read\":" + statistics.bytesRead()
                + ",\"bytes_matched\":" + statistics.bytesMatched()
                + ",\"records_read\":" + statistics.recordsRead()
                + ",\"records_matched\":" + statistics.recordsMatched() + "}");
    }

    /// Says that the query failed, as JSON.
    String errorJson(String message) {
        return json("QueryError", "{\"error\":" + quoteJson(message) + "}");
    }

    private static String json(String type, String value) {
        return "{\"type\":\"" + type + "\",\"value\":" + value + "}";
    }

    private static String timeJson(Instant instant) {
        return "{\"sec\":" + instant.getEpochSecond() + ",\"ns\":" + instant.getNano() + "}";
    }

    private static String quoteJson(String text) {
        var out = new TextBuilder();
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        StringText.appendJson(out, utf8, 0, utf8.length);
        return out.toString();
    }

    private static Value time(Instant instant) {
        return Value.ofLong(PrimitiveType.TIME, instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
    }
}
