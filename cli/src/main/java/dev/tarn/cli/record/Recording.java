package dev.tarn.cli.record;

import dev.tarn.bpf.Collector;
import dev.tarn.bpf.CollectorStatistics;
import dev.tarn.bpf.Tool;
import dev.tarn.ingest.LiveWriter;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.TarnException;
import dev.tarn.model.vector.Vector;
import dev.tarn.server.CollectorMetrics;
import dev.tarn.server.metrics.MetricSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tools that record into a branch of a lake, from [#start] to [#close].
///
/// A thread of its own runs the collector and hands the batches to a [LiveWriter]. When the lake cannot take more (the disk budget is
/// used up, a commit fails), recording ends by itself: what was received until then is committed if it can be, and
/// [#problem] says why it ended. All methods may be called by any thread.
public final class Recording implements AutoCloseable {
    private static final long BUDGET_CHECK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Collector collector;
    private final Destination writer;
    private final RecordingOptions options;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<RuntimeException> problem = Optional.empty();
    private long nextBudgetCheckNanos = System.nanoTime();

    private Recording(Collector collector, Destination writer, RecordingOptions options) {
        this.collector = collector;
        this.writer = writer;
        this.options = options;
        this.thread = Thread.ofPlatform().name("tarn-collector").unstarted(this::record);
    }

    /// Attaches tools and begins to record.
    ///
    /// @throws dev.tarn.model.UnsupportedException if a tool cannot be attached here; nothing is attached then
    /// @throws dev.tarn.model.NotFoundException if the branch does not exist
    /// @throws dev.tarn.model.LimitException if the disk budget is used up already
    public static Recording start(Lake lake, Head target, List<Tool> tools, RecordingOptions options) {
        options.budget().ifPresent(budget -> budget.check());
        return start(() -> Destination.lake(lake, target, options.writer()), tools, options);
    }

    /// Attaches tools and begins to record into a destination, which is closed with the recording.
    ///
    /// @throws dev.tarn.model.UnsupportedException if a tool cannot be attached here; nothing is attached then
    public static Recording start(Supplier<Destination> destination, List<Tool> tools, RecordingOptions options) {
        var collector = Collector.open(options.collector());
        try {
            collector.attach(tools);
            var recording = new Recording(collector, destination.get(), options);
            recording.thread.start();
            return recording;
        } catch (RuntimeException | Error e) {
            collector.close();
            throw e;
        }
    }

    private void record() {
        try {
            collector.run(this::take);
        } catch (TarnException e) {
            problem = Optional.of(e);
        } catch (RuntimeException e) {
            problem = Optional.of(e);
            throw e;
        } finally {
            ended.countDown();
        }
    }

    private void take(Vector batch) {
        long now = System.nanoTime();
        if (options.budget().isPresent() && problem.isEmpty() && now - nextBudgetCheckNanos >= 0) {
            nextBudgetCheckNanos = now + BUDGET_CHECK_NANOS;
            try {
                options.budget().get().check();
            } catch (TarnException e) {
                // What is in the rings already still gets in: the budget is meant to stop growth, not to lose the last second.
                problem = Optional.of(e);
                collector.stop();
            }
        }
        writer.write(batch);
    }

    /// How far a recording is.
    ///
    /// @param collector what the collector received and lost
    /// @param writer what is committed and what waits
    public record Status(CollectorStatistics collector, LiveWriter.Progress writer) {}

    /// Returns how far the recording is; after [#close] it is exact.
    public Status status() {
        return new Status(collector.statistics(), writer.progress());
    }

    /// Returns its figures for a monitoring system.
    public MetricSource metrics() {
        return new CollectorMetrics(collector::statistics, writer::progress, () -> ended.getCount() > 0);
    }

    /// Returns what ended the recording, if it was not the user.
    public Optional<String> problem() {
        return problem.map(e -> Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
    }

    /// Waits until the recording ends by itself, but not longer than a time.
    ///
    /// @return whether it ended
    /// @throws InterruptedException if the waiting thread is interrupted
    public boolean awaitEnd(Duration time) throws InterruptedException {
        return ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Detaches the tools and commits everything received.
    ///
    /// @throws TarnException if it could not be committed
    @Override
    public void close() {
        try (collector) {
            collector.stop();
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    // The rings are still being emptied; leaving now would lose events that were promised.
                    interrupted = true;
                }
            }
            writer.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
