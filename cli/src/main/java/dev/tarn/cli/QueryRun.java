package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import dev.tarn.model.Sink;
import dev.tarn.model.zson.ZsonStyle;
import dev.tarn.model.zson.ZsonWriter;
import dev.tarn.query.Results;
import java.util.Optional;

/// Brings the answer of a query to where it belongs: the channel `debug` to standard error, all others to the output.
final class QueryRun {
    private static final String DEBUG = "debug";

    private QueryRun() {
    }

    /// Writes all of `results`, and closes neither them nor `output`.
    static void write(Results results, Sink output, Invocation invocation) {
        Sink debug = new ZsonWriter(invocation.err(), ZsonStyle.COMPACT);
        for (Optional<Results.Output> next = results.next(); next.isPresent(); next = results.next()) {
            Results.Output batch = next.get();
            // Other channels are for programs that ask for them.
            switch (batch.channel()) {
                case DEBUG -> debug.write(batch.values());
                case Results.MAIN -> output.write(batch.values());
                default -> { }
            }
        }
        debug.close();
    }

    /// Prints on standard error how much `results` read.
    static void printStatistics(Results results, Invocation invocation) {
        Results.Statistics statistics = results.statistics();
        invocation.err().println("{bytes_read:" + statistics.bytesRead() + ",bytes_matched:" + statistics.bytesMatched()
            + ",records_read:" + statistics.recordsRead() + ",records_matched:" + statistics.recordsMatched() + "}");
    }
}
