package dev.tarn.ingest;

import java.time.Duration;

/// How a [LiveWriter] collects what it commits.
///
/// @param interval how long values wait at most before they are committed
/// @param commitRows how many values are committed at once at most, as a rule
/// @param maxPendingRows how many values may wait; whoever writes more has to wait as well
/// @param author the author of the commits
public record LiveWriterOptions(Duration interval, long commitRows, long maxPendingRows, String author) {
    /// Commits every second, or every million values.
    public static final LiveWriterOptions DEFAULT =
            new LiveWriterOptions(Duration.ofSeconds(1), 1_000_000, 4_000_000, "");

    /// Checks the ranges.
    public LiveWriterOptions {
        if (interval.isNegative() || interval.isZero() || commitRows < 1 || maxPendingRows < commitRows) {
            throw new IllegalArgumentException("live writer: interval " + interval + ", commit rows " + commitRows
                    + ", pending rows " + maxPendingRows);
        }
    }

    /// Returns these options with another interval.
    public LiveWriterOptions withInterval(Duration newInterval) {
        return new LiveWriterOptions(newInterval, commitRows, maxPendingRows, author);
    }

    /// Returns these options with another author.
    public LiveWriterOptions withAuthor(String newAuthor) {
        return new LiveWriterOptions(interval, commitRows, maxPendingRows, newAuthor);
    }

    /// Returns these options with other numbers of values.
    public LiveWriterOptions withRows(long newCommitRows, long newMaxPendingRows) {
        return new LiveWriterOptions(interval, newCommitRows, newMaxPendingRows, author);
    }
}
