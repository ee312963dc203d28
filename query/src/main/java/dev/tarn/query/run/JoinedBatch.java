package dev.tarn.query.run;

import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.plan.Step;
import java.util.Arrays;
import java.util.Optional;

/// What becomes of a batch of the kept side of a join, some rows at a time, in the order of the batch.
final class JoinedBatch {
    private final Vector kept;
    private final JoinTable table;
    private final JoinedRecords records;
    private final Pairs pairs;

    /// Begins a batch.
    ///
    /// @param groups the key in the table's index for each row of the batch, -1 for none
    JoinedBatch(Vector kept, JoinTable table, int[] groups, JoinedRecords records, Step.Join.Style style) {
        this.kept = kept;
        this.table = table;
        this.records = records;
        pairs = new Pairs(table.index(), groups, style);
    }

    /// Returns the next values, at most so many; empty at the end.
    Optional<Vector> next(int limit) {
        int count = pairs.advance(limit);
        if (count == 0) {
            return Optional.empty();
        }
        int[] others = pairs.others();
        if (pairs.areAll()) {
            return Optional.of(records.of(kept, table.records().select(others)));
        }
        var values = kept.select(pairs.kept());
        var paired = new int[count];
        int pairCount = 0;
        for (int i = 0; i < count; i++) {
            if (others[i] >= 0) {
                paired[pairCount++] = i;
            }
        }
        if (pairCount == 0) {
            return Optional.of(values);
        }
        if (pairCount == count) {
            return Optional.of(records.of(values, table.records().select(others)));
        }
        int[] places = Arrays.copyOf(paired, pairCount);
        var added = table.records().select(BatchAssembly.at(others, places));
        return Optional.of(replaced(values, places, records.of(values.select(places), added)));
    }

    /// Returns the row of the batch that each of the values returned last is of.
    int[] rows() {
        return pairs.kept();
    }

    /// Returns values with others at some places.
    static Vector replaced(Vector values, int[] places, Vector replacements) {
        var isReplaced = new boolean[values.length()];
        for (int place : places) {
            isReplaced[place] = true;
        }
        var rest = new int[values.length() - places.length];
        int at = 0;
        for (int row = 0; row < isReplaced.length; row++) {
            if (!isReplaced[row]) {
                rest[at++] = row;
            }
        }
        var assembly = new MixedAssembly(values.length());
        assembly.put(replacements, places);
        assembly.put(values.select(rest), rest);
        return assembly.build();
    }
}
