package dev.tarn.query.run;

import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Pairs of a row of the kept side and one of the other side, or none, of which a batch is made.
final class MergedPairs {
    private final Vector kept;
    private final List<Vector> sources = new ArrayList<>();
    private int[] keptRows = new int[64];
    // For each pair which of the sources its record is in, -1 for none, and where.
    private int[] sourceOf = new int[64];
    private int[] rowInSource = new int[64];
    private int count;

    /// @param kept the rows of the kept side
    MergedPairs(Vector kept) {
        this.kept = kept;
    }

    int count() {
        return count;
    }

    /// Adds a row that has no match.
    void addAlone(int keptRow) {
        add(keptRow, -1, 0);
    }

    /// Adds a row with each row of a run.
    void add(int keptRow, MergeRun run) {
        for (var slice : run.slices()) {
            int source = source(slice.records());
            for (int row = slice.from(); row < slice.to(); row++) {
                add(keptRow, source, row);
            }
        }
    }

    private int source(Vector records) {
        // Runs come one after another, so it is one of the last, if any.
        for (int i = sources.size() - 1; i >= Math.max(0, sources.size() - 2); i--) {
            if (sources.get(i) == records) {
                return i;
            }
        }
        sources.add(records);
        return sources.size() - 1;
    }

    private void add(int keptRow, int source, int row) {
        if (count == keptRows.length) {
            keptRows = Arrays.copyOf(keptRows, count * 2);
            sourceOf = Arrays.copyOf(sourceOf, count * 2);
            rowInSource = Arrays.copyOf(rowInSource, count * 2);
        }
        keptRows[count] = keptRow;
        sourceOf[count] = source;
        rowInSource[count++] = row;
    }

    /// Returns what becomes of the pairs.
    Vector join(JoinedRecords records) {
        var values = kept.select(Arrays.copyOf(keptRows, count));
        if (sources.isEmpty()) {
            return values;
        }
        var paired = new int[count];
        int pairCount = 0;
        for (int i = 0; i < count; i++) {
            if (sourceOf[i] >= 0) {
                paired[pairCount++] = i;
            }
        }
        if (pairCount == count) {
            return records.of(values, added(paired));
        }
        int[] places = Arrays.copyOf(paired, pairCount);
        return JoinedBatch.replaced(values, places, records.of(values.select(places), added(places)));
    }

    /// Returns the records of pairs.
    private Vector added(int[] pairs) {
        if (sources.size() == 1) {
            return sources.getFirst().select(BatchAssembly.at(rowInSource, pairs));
        }
        var assembly = new MixedAssembly(pairs.length);
        int[][] places = HashDivision.rowsOf(BatchAssembly.at(sourceOf, pairs), sources.size());
        for (int source = 0; source < places.length; source++) {
            if (places[source].length > 0) {
                int[] ofSource = BatchAssembly.at(rowInSource, BatchAssembly.at(pairs, places[source]));
                assembly.put(sources.get(source).select(ofSource), places[source]);
            }
        }
        return assembly.build();
    }
}
