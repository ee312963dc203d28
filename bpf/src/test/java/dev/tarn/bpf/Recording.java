package dev.tarn.bpf;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.model.Value;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/// A collector that runs on a thread of its own and keeps all records.
final class Recording implements AutoCloseable {
    private final Collector collector;
    private final Thread thread;
    private final List<Vector> batches = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Recording(CollectorOptions options, List<Tool> tools) {
        collector = Collector.open(options);
        try {
            collector.attach(tools);
        } catch (RuntimeException e) {
            collector.close();
            throw e;
        }
        thread = new Thread(this::run, "recording");
        thread.start();
    }

    /// Starts recording; skips the test where this host cannot, and says what is missing. The collector reports on itself only
    /// to those who ask for an interval of their own.
    static Recording of(CollectorOptions options, Tool... tools) {
        assumeHost();
        boolean usual = options.reportInterval().equals(CollectorOptions.DEFAULTS.reportInterval());
        return new Recording(usual ? options.withReportInterval(Duration.ZERO) : options, List.of(tools));
    }

    static void assumeHost() {
        var missing = Requirements.check().stream().filter(requirement -> !requirement.met() && !requirement.optional()).toList();
        assumeTrue(missing.isEmpty(), () -> "this host cannot run eBPF programs: " + missing);
    }

    private void run() {
        try {
            collector.run(batches::add);
        } catch (RuntimeException | Error e) {
            failure.set(e);
        }
    }

    Collector collector() {
        return collector;
    }

    /// Ends the recording and returns all records, in the order in which they came.
    List<Value> end() throws InterruptedException {
        collector.stop();
        thread.join();
        if (failure.get() != null) {
            throw new AssertionError("the collector failed", failure.get());
        }
        var values = new ArrayList<Value>();
        for (var batch : batches) {
            for (int row = 0; row < batch.length(); row++) {
                values.add(Value.of(batch, row));
            }
        }
        return values;
    }

    static Predicate<Value> named(String type) {
        return value -> value.type() instanceof NamedType named && named.name().equals(type);
    }

    static List<String> zson(List<Value> values) {
        return values.stream().map(Zson::format).toList();
    }

    @Override
    public void close() {
        collector.close();
    }
}
