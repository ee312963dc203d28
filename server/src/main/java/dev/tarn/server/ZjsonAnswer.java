package dev.tarn.server;

import dev.tarn.model.TarnException;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zjson.ZjsonWriter;
import dev.tarn.query.Results;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/// An answer in ZJSON with control messages on lines of their own.
final class ZjsonAnswer implements AnswerStream {
    private static final long STATISTICS_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final ZjsonWriter writer;
    private final OutputStream out;
    private final ControlMessages messages = new ControlMessages();
    private final Set<String> channels = new LinkedHashSet<>();
    private String current = "";
    private long lastStatistics = System.nanoTime();

    ZjsonAnswer(OutputStream out) {
        this.out = out;
        this.writer = new ZjsonWriter(out);
    }

    @Override
    public void write(String channel, Vector values) {
        select(channel);
        writer.write(values);
    }

    private void select(String channel) {
        if (!channel.equals(current)) {
            current = channel;
            channels.add(channel);
            writer.writeLine(messages.channelSetJson(channel));
        }
    }

    @Override
    public void progress(Results.Statistics statistics) {
        long now = System.nanoTime();
        if (now - lastStatistics >= STATISTICS_EVERY_NANOS) {
            lastStatistics = now;
            writer.writeLine(messages.statisticsJson(statistics));
        }
    }

    @Override
    public void end(Results.Statistics statistics) {
        if (!channels.contains(Results.MAIN)) {
            select(Results.MAIN);
        }
        channels.forEach(channel -> writer.writeLine(messages.channelEndJson(channel)));
        writer.writeLine(messages.statisticsJson(statistics));
    }

    @Override
    public void error(TarnException error) {
        writer.writeLine(messages.errorJson(error.getMessage()));
    }

    @Override
    public void close() throws IOException {
        writer.close();
        out.close();
    }
}
