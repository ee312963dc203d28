package dev.tarn.query.run;

import dev.tarn.query.Batch;

/// The places of rows in the order of the source: the ordinal of their piece, and behind it how many rows of the piece came before.
final class RowPlaces {
    private long ordinal = -1;
    private long rowsOfOrdinal;

    /// Returns the place of the first row of a batch, which comes after all that were asked for before.
    long next(Batch batch) {
        if (batch.ordinal() != ordinal) {
            ordinal = batch.ordinal();
            rowsOfOrdinal = 0;
        }
        long place = (ordinal << 32) + rowsOfOrdinal;
        rowsOfOrdinal += batch.length();
        return place;
    }

    /// Begins anew.
    void reset() {
        ordinal = -1;
    }
}
