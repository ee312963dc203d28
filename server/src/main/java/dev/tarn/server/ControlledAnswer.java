package dev.tarn.server;

import dev.tarn.model.Sink;
import dev.tarn.model.TarnException;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zjson.ZjsonWriter;
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
import java.util.function.Consumer;

/// An answer with control messages: which channel values belong to, how far the query is, what went wrong.
final class ControlledAnswer implements AnswerStream {
    private static final long STATISTICS_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Sink values;
    private final Consumer<String> control;
    private final ControlMessages messages;
    private final OutputStream out;
    private final Set<String> channels = new LinkedHashSet<>();
    private String current = "";
    private long lastStatistics = System.nanoTime();

    /// @param control sends a message behind all values so far, and lets nothing wait
    private ControlledAnswer(Sink values, Consumer<String> control, ControlMessages messages, OutputStream out) {
        this.values = values;
        this.control = control;
        this.messages = messages;
        this.out = out;
    }

    /// Returns an answer in ZNG, with the messages as control frames.
    static ControlledAnswer zng(OutputStream out) {
        var writer = new ZngWriter(out, ZngWriteOptions.DEFAULT);
        return new ControlledAnswer(writer, message -> {
            writer.writeControl(ZngFormat.CONTROL_ZSON, (message + "\n").getBytes(StandardCharsets.UTF_8));
            // Clients wait for messages; values alone may wait for a full frame.
            writer.flush();
        }, new ZsonMessages(), out);
    }

    /// Returns an answer in ZJSON, with the messages on lines of their own.
    static ControlledAnswer zjson(OutputStream out) {
        var writer = new ZjsonWriter(out);
        return new ControlledAnswer(writer, writer::writeLine, new JsonMessages(), out);
    }

    @Override
    public void write(String channel, Vector batch) {
        select(channel);
        values.write(batch);
    }

    private void select(String channel) {
        if (!channel.equals(current)) {
            current = channel;
            channels.add(channel);
            control.accept(messages.channelSet(channel));
        }
    }

    @Override
    public void progress(Results.Statistics statistics) {
        long now = System.nanoTime();
        if (now - lastStatistics >= STATISTICS_EVERY_NANOS) {
            lastStatistics = now;
            control.accept(messages.statistics(statistics));
        }
    }

    @Override
    public void end(Results.Statistics statistics) {
        if (!channels.contains(Results.MAIN)) {
            select(Results.MAIN);
        }
        channels.forEach(channel -> control.accept(messages.channelEnd(channel)));
        control.accept(messages.statistics(statistics));
    }

    @Override
    public void error(TarnException error) {
        control.accept(messages.error(error.getMessage()));
    }

    @Override
    public void close() throws IOException {
        values.close();
        out.close();
    }
}
