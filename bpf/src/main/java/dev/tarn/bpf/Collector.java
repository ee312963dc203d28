package dev.tarn.bpf;

import dev.tarn.bpf.symbol.Symbolizer;
import dev.tarn.bpf.sys.ClockReader.Clock;
import dev.tarn.bpf.sys.Clocks;
import dev.tarn.bpf.sys.Epoll;
import dev.tarn.bpf.sys.Grace;
import dev.tarn.bpf.tool.KernelHooks;
import dev.tarn.model.UnsupportedException;
import dev.tarn.model.vector.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Records what the kernel does: attaches tools, and hands their events over as batches of records.
///
///     try (var collector = Collector.open(CollectorOptions.DEFAULTS)) {
///         collector.attach(Tools.named("exec"));
///         collector.run(batch -> ...);          // until another thread calls stop()
///     }
///
/// Attach first, then run, once, on one thread. [#stop()], [#close()] and [#statistics()] may be called by any thread. What cannot be
/// recorded is counted and handed over as records of type `lost`; a consumer that is slow leads to such records, never to
/// a queue that grows.
public final class Collector implements AutoCloseable {
    private static final long PUBLISH_NANOS = Duration.ofMillis(250).toNanos();
    /// How long to wait for an event that a program has reserved and does not finish.
    private static final long DRAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final CollectorOptions options;
    private final Clocks clocks = new Clocks();
    private final Epoll epoll = new Epoll();
    private final WallClock clock = new WallClock(clocks);
    private final Symbolizer symbolizer = new Symbolizer();
    private final RunningTool.Host host;
    private final List<Attached> tools = new ArrayList<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean started;
    private volatile boolean stopping;
    private volatile CollectorStatistics statistics =
            new CollectorStatistics(List.of(), 0, Duration.ZERO, Duration.ZERO);
    private boolean closed;
    private long batches;
    private long cpuStartNanos;
    private long lastLookNanos;
    private final RecentPeak gaps = new RecentPeak(System.nanoTime());
    private CollectorStatistics reported = statistics;
    private long reportedNanos;
    private long longestGapOfReportNanos;

    private Collector(CollectorOptions options, KernelHooks hooks) {
        this.options = options;
        this.host = new RunningTool.Host(hooks, symbolizer, clock,
                options.includeSelf() ? SelfFilter.NOTHING : SelfFilter.ofThisProcess(), CgroupContainers.ofThisHost(),
                options.redaction());
    }

    /// Opens a collector without any tool.
    ///
    /// @throws UnsupportedException if this host cannot run one; [Requirements#check()] says all that is missing
    public static Collector open(CollectorOptions options) {
        return new Collector(options, KernelHooks.ofThisKernel());
    }

    /// Loads and attaches a tool. From here on its events gather in its ring until the collector runs.
    ///
    /// @throws UnsupportedException if the kernel lacks a hook or refuses: what is missing, and how to get it
    /// @throws dev.tarn.model.InputException if a value of an option is not what the option asks for
    /// @throws IllegalStateException if the collector runs or ran already
    public void attach(Tool tool) {
        if (started) {
            throw new IllegalStateException("attach " + tool.name() + ": the collector runs already");
        }
        Attached running = tool.foreign().isPresent() ? ForeignObject.attach(tool, host) : RunningTool.attach(tool, host);
        tools.add(running);
        running.watch(epoll);
        publish();
    }

    /// Loads and attaches tools, in order, until one fails.
    ///
    /// @throws UnsupportedException if one cannot be attached; those before it stay attached
    public void attach(List<Tool> several) {
        several.forEach(this::attach);
    }

    /// Hands events over until [#stop()] or [#close()] is called, then detaches all tools and hands over what was still on its way.
    ///
    /// @param consumer gets the batches on the calling thread: each of one tool, and of one type as a rule, in the order in which the
    ///     programs made them; it owns them
    /// @throws IllegalStateException if the collector ran already
    public void run(Consumer<Vector> consumer) {
        if (started) {
            throw new IllegalStateException("a collector runs once");
        }
        started = true;
        Consumer<Vector> counting = batch -> {
            batches++;
            consumer.accept(batch);
        };
        try {
            cpuStartNanos = clocks.nanos(Clock.THREAD_CPU);
            loop(counting);
            finish(counting);
        } finally {
            tools.forEach(Attached::detach);
            publish();
            finished.countDown();
        }
    }

    private void loop(Consumer<Vector> consumer) {
        long lossDue = System.nanoTime() + options.lossInterval().toNanos();
        long publishDue = System.nanoTime() + PUBLISH_NANOS;
        long tickMillis = options.tick().toMillis();
        long waitMillis = tickMillis;
        lastLookNanos = System.nanoTime();
        reportedNanos = lastLookNanos;
        while (!stopping) {
            epoll.await((int) Math.max(0, Math.min(waitMillis, millisUntil(earliestInterval(lossDue)))));
            boolean busy = look(consumer) > 0;
            waitMillis = busy ? tickMillis : Math.min(waitMillis * 2, options.idleTick().toMillis());
            long now = System.nanoTime();
            readIntervals(now, consumer);
            if (now >= lossDue) {
                reportLosses(consumer);
                lossDue = now + options.lossInterval().toNanos();
            }
            long sinceReport = now - reportedNanos;
            if (options.reportInterval().isPositive() && sinceReport >= options.reportInterval().toNanos()) {
                report(consumer, sinceReport);
                reportedNanos = now;
            }
            if (now >= publishDue) {
                publish();
                publishDue = now + PUBLISH_NANOS;
            }
        }
    }

    private static long millisUntil(long nanoTime) {
        return (nanoTime - System.nanoTime()) / 1_000_000 + 1;
    }

    private long earliestInterval(long otherNanos) {
        long earliest = otherNanos;
        for (var tool : tools) {
            long next = tool.nextInterval().orElse(earliest);
            earliest = next - earliest < 0 ? next : earliest;
        }
        return earliest;
    }

    private long look(Consumer<Vector> consumer) {
        long now = System.nanoTime();
        gaps.add(now - lastLookNanos, now);
        longestGapOfReportNanos = Math.max(longestGapOfReportNanos, now - lastLookNanos);
        lastLookNanos = now;
        clock.tick();
        long wallNanos = clock.nowNanos();
        long events = 0;
        for (var tool : tools) {
            events += tool.drain(wallNanos, consumer);
        }
        return events;
    }

    private void readIntervals(long now, Consumer<Vector> consumer) {
        for (var tool : tools) {
            if (tool.nextInterval().isPresent() && now - tool.nextInterval().getAsLong() >= 0) {
                symbolizer.refresh();
                tool.readInterval(clock.nowNanos(), consumer);
            }
        }
    }

    private void reportLosses(Consumer<Vector> consumer) {
        var losses = new ArrayList<Loss>();
        for (var tool : tools) {
            losses.addAll(tool.freshLosses());
        }
        if (!losses.isEmpty()) {
            consumer.accept(LossRecords.of(losses, clock.nowNanos()));
        }
    }

    private void report(Consumer<Vector> consumer, long intervalNanos) {
        publish();
        consumer.accept(CollectorRecords.of(reported, statistics, clock.nowNanos(), intervalNanos, longestGapOfReportNanos));
        reported = statistics;
        longestGapOfReportNanos = 0;
    }

    private void finish(Consumer<Vector> consumer) {
        tools.forEach(Attached::detach);
        Grace.await();
        long deadline = System.nanoTime() + DRAIN_NANOS;
        do {
            look(consumer);
        } while (tools.stream().anyMatch(Attached::pending) && System.nanoTime() < deadline);
        for (var tool : tools) {
            symbolizer.refresh();
            tool.readInterval(clock.nowNanos(), consumer);
        }
        reportLosses(consumer);
        if (options.reportInterval().isPositive()) {
            // What came since the last report, so that the reports add up to all there was.
            report(consumer, System.nanoTime() - reportedNanos);
        }
    }

    private void publish() {
        long cpuNanos = started ? clocks.nanos(Clock.THREAD_CPU) - cpuStartNanos : 0;
        statistics = new CollectorStatistics(tools.stream().map(Attached::statistics).toList(), batches,
                Duration.ofNanos(cpuNanos), Duration.ofNanos(gaps.max(System.nanoTime())));
    }

    /// Returns what has happened so far, not older than about half a second while the collector runs; losses not older than the loss
    /// interval. After [#run] it is exact.
    public CollectorStatistics statistics() {
        return statistics;
    }

    /// Has [#run] end soon: within the idle tick, and when the consumer has taken what there is. Does not wait.
    public void stop() {
        stopping = true;
    }

    /// Stops the collector, waits until [#run] has ended, and frees everything. May be called twice.
    ///
    /// Call it from another thread than the one that runs the collector, or after [#run]. Events of a collector that never ran are
    /// given up.
    @Override
    public void close() {
        stop();
        if (started) {
            awaitEnd();
        }
        synchronized (this) {
            if (!closed) {
                closed = true;
                tools.forEach(Attached::close);
                epoll.close();
                clocks.close();
            }
        }
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                finished.await();
                break;
            } catch (InterruptedException e) {
                // The thread that runs uses what is about to be freed: it must end first.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
