package dev.tarn.query.run;

import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.View;
import dev.tarn.query.Results;
import java.util.concurrent.atomic.LongAdder;

/// Counts what a query reads. Used by all its threads.
///
/// Bytes are those of values in ZNG. Of values that are read in another form, or are only counted, none are known.
final class Progress {
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder bytesMatched = new LongAdder();
    private final LongAdder recordsRead = new LongAdder();
    private final LongAdder recordsMatched = new LongAdder();

    /// Counts values that were read.
    ///
    /// @param filtered whether a filter at the source looks at them, which then says which of them match
    void read(Vector values, boolean filtered) {
        long bytes = bytes(values);
        bytesRead.add(bytes);
        recordsRead.add(values.length());
        if (!filtered) {
            bytesMatched.add(bytes);
            recordsMatched.add(values.length());
        }
    }

    /// Counts values that passed the filter at the source.
    void matched(Vector values) {
        bytesMatched.add(bytes(values));
        recordsMatched.add(values.length());
    }

    /// Returns whether something is known of the bytes of some of the values.
    static boolean knowsBytes(Vector values) {
        return switch (values) {
            case TypedVector typed -> typed instanceof Rows || typed instanceof View view && view.base() instanceof Rows;
            case Mixed mixed -> mixed.parts().stream().anyMatch(Progress::knowsBytes);
        };
    }

    private static long bytes(Vector values) {
        return switch (values) {
            case TypedVector typed -> bytes(typed);
            case Mixed mixed -> {
                long sum = 0;
                for (var part : mixed.parts()) {
                    sum += bytes(part);
                }
                yield sum;
            }
        };
    }

    private static long bytes(TypedVector values) {
        if (values instanceof Rows rows) {
            return rows.bodyBytes();
        }
        long sum = 0;
        if (values instanceof View view && view.base() instanceof Rows rows) {
            for (int row : view.rows()) {
                sum += Math.max(0, rows.bodyLength(row));
            }
        }
        return sum;
    }

    Results.Statistics statistics() {
        return new Results.Statistics(bytesRead.sum(), bytesMatched.sum(), recordsRead.sum(), recordsMatched.sum());
    }
}
