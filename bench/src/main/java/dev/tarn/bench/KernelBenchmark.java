package dev.tarn.bench;

import dev.tarn.model.Source;
import dev.tarn.query.Catalog;
import dev.tarn.query.Query;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.parse.QueryText;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Each kernel family through the whole engine, on one thread, against a loop written by hand. Nanoseconds a row.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Columns.BATCHES * Columns.ROWS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    /// The name of a [Kernel].
    @Param({"ADD_INTEGERS", "MULTIPLY_FLOATS", "COMPARE_INTEGERS", "ROUND", "CAST", "EQUAL_STRING", "LENGTH", "UPPER", "CONTAINS",
        "FILTER", "SUM", "GROUP_BY_INTEGER", "GROUP_BY_STRING", "SORT"})
    public String kernel;

    private final Columns columns = new Columns(Columns.BATCHES);

    /// Runs the query.
    @Benchmark
    public void engine(Blackhole blackhole) {
        try (var results = query(Kernel.valueOf(kernel), columns)) {
            for (var output = results.next(); output.isPresent(); output = results.next()) {
                blackhole.consume(output.get().values());
            }
        }
    }

    /// Runs the loop.
    @Benchmark
    public Object byHand() {
        return Kernel.valueOf(kernel).byHand(columns);
    }

    static Results query(Kernel kernel, Columns columns) {
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(columns.source());
            }
        };
        return Query.compile(QueryText.of(kernel.query), catalog, QueryOptions.defaults().withThreads(1)).run();
    }
}
