package dev.tarn.query.run;

import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts together what becomes of the rows of a batch; rows of which nothing becomes are left out.
final class BatchAssembly {
    private record Piece(Vector values, int[] rows) {}

    private final Batch batch;
    private final List<Piece> pieces = new ArrayList<>();
    private int count;

    BatchAssembly(Batch batch) {
        this.batch = batch;
    }

    /// Gives the values of some rows.
    ///
    /// @param rows the row of each value, ascending
    void put(Vector values, int[] rows) {
        if (rows.length > 0) {
            pieces.add(new Piece(values, rows));
            count += rows.length;
        }
    }

    /// Returns some of the rows, given by their positions.
    static int[] at(int[] rows, int[] positions) {
        var chosen = new int[positions.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = rows[positions[i]];
        }
        return chosen;
    }

    /// Returns the batch of all values, in the order of the rows they are for.
    Batch build() {
        if (count == batch.length()) {
            return batch.withValues(assemble(pieces));
        }
        var position = new int[batch.length()];
        Arrays.fill(position, -1);
        for (var piece : pieces) {
            for (int row : piece.rows()) {
                position[row] = 0;
            }
        }
        var kept = new int[count];
        int next = 0;
        for (int row = 0; row < position.length; row++) {
            if (position[row] == 0) {
                kept[next] = row;
                position[row] = next++;
            }
        }
        var moved = pieces.stream().map(piece -> new Piece(piece.values(), at(position, piece.rows()))).toList();
        return new Batch(assemble(moved), batch.scope().select(kept), batch.ordinal());
    }

    private Vector assemble(List<Piece> placed) {
        if (placed.size() == 1) {
            return placed.getFirst().values();
        }
        var assembly = new MixedAssembly(count);
        placed.forEach(piece -> assembly.put(piece.values(), piece.rows()));
        return assembly.build();
    }
}
