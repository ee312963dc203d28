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

/// Whole queries over batches in memory: parsed, compiled and started anew each time, with the threads, hand-overs and result queue that
/// a query has, on one worker. Nanoseconds a row. What [KernelBenchmark] measures is part of it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(QueryBenchmark.BATCHES * Columns.ROWS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueryBenchmark {
    static final int BATCHES = 256;

    /// The name of a [Kernel] whose query is run.
    @Param({"ADD_INTEGERS", "FILTER", "UPPER", "SUM", "SUM_BY_INTEGER", "COUNT_BY_STRING", "SORT_INTEGERS", "TOP"})
    public String kernel;

    private final Columns columns = new Columns(BATCHES);

    /// Runs the query.
    @Benchmark
    public void query(Blackhole blackhole) {
        var chosen = Kernel.valueOf(kernel);
        try (var results = query(chosen.query, columns.source(chosen.fields))) {
            for (var output = results.next(); output.isPresent(); output = results.next()) {
                blackhole.consume(output.get().values());
            }
        }
    }

    private static Results query(String query, Source source) {
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(source);
            }
        };
        return Query.compile(QueryText.of(query), catalog, QueryOptions.defaults().withThreads(1)).run();
    }
}
