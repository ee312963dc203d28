package dev.tarn.query.run;

import dev.tarn.query.Results;
import java.util.concurrent.atomic.LongAdder;

/// Counts what a query reads. Used by all its threads.
final class Progress {
    private final LongAdder recordsRead = new LongAdder();
    private final LongAdder recordsMatched = new LongAdder();

    void read(int records) {
        recordsRead.add(records);
    }

    void matched(int records) {
        recordsMatched.add(records);
    }

    Results.Statistics statistics() {
        return new Results.Statistics(0, 0, recordsRead.sum(), recordsMatched.sum());
    }
}
