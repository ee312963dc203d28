package dev.tarn.server;

import dev.tarn.model.text.StringText;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.query.Results.Statistics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Control messages as JSON.
final class JsonMessages implements ControlMessages {
    private final Instant start = Instant.now();

    @Override
    public String channelSet(String channel) {
        return message("QueryChannelSet", "{\"channel\":" + quote(channel) + "}");
    }

    @Override
    public String channelEnd(String channel) {
        return message("QueryChannelEnd", "{\"channel\":" + quote(channel) + "}");
    }

    @Override
    public String statistics(Statistics statistics) {
        return message("QueryStats", "{\"start_time\":" + time(start) + ",\"update_time\":" + time(Instant.now())
                + ",\"bytes_read\":" + statistics.bytesRead()
                + ",\"bytes_matched\":" + statistics.bytesMatched()
                + ",\"records_read\":" + statistics.recordsRead()
                + ",\"records_matched\":" + statistics.recordsMatched() + "}");
    }

    @Override
    public String error(String message) {
        return message("QueryError", "{\"error\":" + quote(message) + "}");
    }

    private static String message(String type, String value) {
        return "{\"type\":\"" + type + "\",\"value\":" + value + "}";
    }

    private static String time(Instant instant) {
        return "{\"sec\":" + instant.getEpochSecond() + ",\"ns\":" + instant.getNano() + "}";
    }

    private static String quote(String text) {
        var out = new TextBuilder();
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        StringText.appendJson(out, utf8, 0, utf8.length);
        return out.toString();
    }
}
