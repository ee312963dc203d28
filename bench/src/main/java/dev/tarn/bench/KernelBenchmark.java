package dev.tarn.bench;

import dev.tarn.query.Batch;
import dev.tarn.query.run.Steps;
import java.util.List;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Each kernel family as the operators of a query run it, compiled before and on one thread, against a loop written by hand. Nanoseconds
/// a row that goes in.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Columns.BATCHES * Columns.ROWS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    /// The name of a [Kernel].
    @Param({"ADD_INTEGERS", "ADD_NULLABLE", "ADD_CONSTANT", "ADD_SELECTED", "MULTIPLY_FLOATS", "DIVIDE_INTEGERS", "NEGATE",
        "COMPARE_INTEGERS", "COMPARE_NULLABLE", "COMPARE_FLOATS", "ROUND", "BUCKET", "CAST_TO_INTEGER", "CAST_TO_FLOAT",
        "AND", "NOT", "CONDITIONAL", "COALESCE", "EQUAL_STRING", "EQUAL_DICTIONARY", "COMPARE_STRINGS", "LENGTH", "UPPER",
        "CONCATENATE", "CONTAINS", "MATCH", "FORMAT_TIME", "CAST_STRING_TO_INTEGER", "CAST_INTEGER_TO_STRING", "FILTER", "FILTER_AND", "CUT", "PUT",
        "CAST_TO_RECORD", "OVER", "OVER_AND_SUM", "OVER_EACH", "JOIN", "UNIQ", "COUNT", "COUNT_WHERE", "SUM", "SUM_NULLABLE", "MIN", "AVERAGE", "DISTINCT", "MEDIAN", "COUNT_BY_INTEGER", "SUM_BY_INTEGER",
        "COUNT_BY_STRING", "COUNT_BY_DICTIONARY", "COUNT_BY_TWO", "SORT_INTEGERS", "SORT_FLOATS", "SORT_STRINGS", "SORT_TWO",
        "TOP"})
    public String kernel;

    private final Columns columns = new Columns(Columns.BATCHES);

    /// The operators that are measured.
    @State(Scope.Benchmark)
    public static class Compiled {
        private Steps steps;
        private List<Batch> batches;

        /// Compiles the kernel, after all kernels ran: the JVM's profile of what they share is then that of a program that does more than
        /// one thing.
        @Setup
        public void compile(KernelBenchmark benchmark, Blackhole blackhole) {
            var columns = benchmark.columns;
            for (var other : Kernel.values()) {
                steps(other, columns).run(columns.batches(other.fields), blackhole::consume);
            }
            var measured = Kernel.valueOf(benchmark.kernel);
            steps = steps(measured, columns);
            batches = columns.batches(measured.fields);
        }
    }

    static Steps steps(Kernel kernel, Columns columns) {
        return Steps.of(kernel.query, columns.source(kernel.fields), List.of(Columns.keys()));
    }

    /// Runs the operators.
    @Benchmark
    public void engine(Compiled compiled, Blackhole blackhole) {
        compiled.steps.run(compiled.batches, blackhole::consume);
    }

    /// Runs the loop.
    @Benchmark
    public void byHand(Blackhole blackhole) {
        Kernel.valueOf(kernel).byHand(columns).forEach(blackhole::consume);
    }
}
