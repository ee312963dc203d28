package dev.tarn.bench;

import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Prints what kernels and the reading of columns take beside loops by hand, as a table in Markdown: of each the fastest of many runs, all in one JVM, so that the
/// figures hold on a machine that has other work to do, where the means of [KernelBenchmark] do not.
public final class KernelTable {
    private static final int MIN_RUNS = 20;
    private static final long MILLISECOND = 1_000_000;

    // What is computed must be used.
    private static volatile Vector last;

    private KernelTable() {}

    /// Runs kernels.
    ///
    /// @param arguments how many milliseconds to run each for, and as long before; then the names of those to measure, none for all
    public static void main(String[] arguments) {
        long nanoseconds = Long.parseLong(arguments[0]) * MILLISECOND;
        var names = List.of(arguments).subList(1, arguments.length);
        var columns = new Columns(Columns.BATCHES);
        Consumer<Vector> use = vector -> last = vector;
        for (var kernel : Kernel.values()) {
            KernelBenchmark.steps(kernel, columns).run(columns.batches(kernel.fields), use);
        }
        var decodings = Arrays.stream(Decoding.values()).map(decoding -> decoding.prepare(columns)).toList();
        decodings.forEach(prepared -> prepared.engine(use));
        System.out.println("| kernel | query | by hand | engine | times |");
        System.out.println("|---|---|---|---|---|");
        var chosen = Arrays.stream(Kernel.values()).filter(kernel -> names.isEmpty() || names.contains(kernel.name())).toList();
        for (var kernel : chosen) {
            if (kernel.hasLoop()) {
                print(kernel.name(), kernel.query, measure(kernel, columns, use, nanoseconds));
            }
        }
        for (var prepared : decodings) {
            var decoding = prepared.decoding();
            if (names.isEmpty() || names.contains(decoding.name())) {
                print(decoding.name(), decoding.wanted + " of {" + decoding.fields + "}", new Times(
                        fastest(() -> prepared.byHand().forEach(use), nanoseconds), fastest(() -> prepared.engine(use), nanoseconds)));
            }
        }
        System.out.println("| without a loop over rows | query | by hand, ns a batch | engine, ns a batch |");
        System.out.println("|---|---|---|---|");
        for (var kernel : chosen) {
            if (!kernel.hasLoop()) {
                var times = measure(kernel, columns, use, nanoseconds);
                System.out.printf("| %s | `%s` | %.0f | %.0f |%n", name(kernel.name()), kernel.query,
                        Columns.ROWS * times.byHand(), Columns.ROWS * times.engine());
            }
        }
    }

    /// Nanoseconds a row.
    private record Times(double byHand, double engine) {}

    private static Times measure(Kernel kernel, Columns columns, Consumer<Vector> use, long nanoseconds) {
        var steps = KernelBenchmark.steps(kernel, columns);
        var batches = columns.batches(kernel.fields);
        return new Times(fastest(() -> kernel.byHand(columns).forEach(use), nanoseconds), fastest(() -> steps.run(batches, use), nanoseconds));
    }

    private static String name(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void print(String name, String what, Times times) {
        System.out.printf("| %s | `%s` | %s | %s | %.1f |%n", name(name), what.replace("|", "\\|"),
                nanoseconds(times.byHand()), nanoseconds(times.engine()), times.engine() / times.byHand());
    }

    private static String nanoseconds(double number) {
        return (number < 0.1 ? "%.4f" : "%.1f").formatted(number);
    }

    private static double fastest(Runnable run, long nanoseconds) {
        repeat(run, nanoseconds);
        return (double) repeat(run, nanoseconds) / (Columns.BATCHES * Columns.ROWS);
    }

    private static long repeat(Runnable run, long nanoseconds) {
        long fastest = Long.MAX_VALUE;
        long begin = System.nanoTime();
        for (int runs = 0; runs < MIN_RUNS || System.nanoTime() - begin < nanoseconds; runs++) {
            long start = System.nanoTime();
            run.run();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }
}
