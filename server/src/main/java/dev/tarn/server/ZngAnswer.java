package dev.tarn.server;

import dev.tarn.model.TarnException;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zng.ZngFormat;
import dev.tarn.model.zng.ZngWriteOptions;
import dev.tarn.model.zng.ZngWriter;
import dev.tarn.query.Results;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/// An answer in ZNG with control messages: which channel values belong to, how far the query is, what went wrong.
final class ZngAnswer implements AnswerStream {
    private static final long STATISTICS_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final ZngWriter writer;
    private final OutputStream out;
    private final ControlMessages messages = new ControlMessages();
    private final Set<String> channels = new LinkedHashSet<>();
    private String current = "";
    private long lastStatistics = System.nanoTime();

    ZngAnswer(OutputStream out) {
        this.out = out;
        this.writer = new ZngWriter(out, ZngWriteOptions.DEFAULT);
    }

    private void send(String message) {
        writer.writeControl(ZngFormat.CONTROL_ZSON, (message + "\n").getBytes(StandardCharsets.UTF_8));
        // Clients wait for messages; values alone may wait for a full frame.
        writer.flush();
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
            send(messages.channelSet(channel));
        }
    }

    @Override
    public void progress(Results.Statistics statistics) {
        long now = System.nanoTime();
        if (now - lastStatistics >= STATISTICS_EVERY_NANOS) {
            lastStatistics = now;
            send(messages.statistics(statistics));
        }
    }

    @Override
    public void end(Results.Statistics statistics) {
        if (!channels.contains(Results.MAIN)) {
            select(Results.MAIN);
        }
        channels.forEach(channel -> send(messages.channelEnd(channel)));
        send(messages.statistics(statistics));
    }

    @Override
    public void error(TarnException error) {
        send(messages.error(error.getMessage()));
    }

    @Override
    public void close() throws IOException {
        writer.close();
        out.close();
    }
}
