package dev.tarn.bench;

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

/// The reading of columns out of bytes in memory, on one thread, against a loop written by hand. Nanoseconds a row.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Columns.BATCHES * Columns.ROWS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodingBenchmark {
    /// The name of a [Decoding].
    @Param({"ZNG_INTEGERS", "ZNG_STRINGS", "ZNG_RECORDS", "ZNG_ONE_FIELD", "VNG_INTEGERS", "VNG_STRINGS", "VNG_RECORDS"})
    public String decoding;

    private Decoding.Prepared prepared;

    /// Writes the bytes, and reads those of all others, so that the JVM's profile is that of a program that does more than one thing.
    @Setup
    public void prepare(Blackhole blackhole) {
        var columns = new Columns(Columns.BATCHES);
        for (var other : Decoding.values()) {
            other.prepare(columns).engine(blackhole::consume);
        }
        prepared = Decoding.valueOf(decoding).prepare(columns);
    }

    /// Reads as a query does.
    @Benchmark
    public void engine(Blackhole blackhole) {
        prepared.engine(blackhole::consume);
    }

    /// Runs the loop.
    @Benchmark
    public void byHand(Blackhole blackhole) {
        prepared.byHand().forEach(blackhole::consume);
    }
}
