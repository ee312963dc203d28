package dev.tarn.query.run;

import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.List;

/// Puts values in the order of the rows they are of, and those of one row in the order of the places they come from.
final class RowPieces {
    private record Piece(Vector values, int[] rows, int place) {}

    private final int rows;
    private final int places;
    private final List<Piece> pieces = new ArrayList<>();

    /// Begins with no values.
    ///
    /// @param rows the number of rows
    /// @param places the number of places that each row has values from
    RowPieces(int rows, int places) {
        this.rows = rows;
        this.places = places;
    }

    /// Values of some rows.
    ///
    /// @param values the values
    /// @param rows the row that each is of, ascending
    record Result(Vector values, int[] rows) {}

    /// Adds values of one place.
    ///
    /// @param rows the row that each is of; the values of one row are in order
    void put(Vector values, int[] rows, int place) {
        if (rows.length > 0) {
            pieces.add(new Piece(values, rows, place));
        }
    }

    /// Returns all values in order.
    Result build() {
        if (pieces.size() == 1) {
            return new Result(pieces.getFirst().values(), pieces.getFirst().rows());
        }
        int[] next = firstPositions();
        int total = pieces.stream().mapToInt(piece -> piece.rows().length).sum();
        var rowOfValue = new int[total];
        var assembly = new MixedAssembly(total);
        for (var piece : pieces) {
            var positions = new int[piece.rows().length];
            for (int i = 0; i < positions.length; i++) {
                int row = piece.rows()[i];
                positions[i] = next[row * places + piece.place()]++;
                rowOfValue[positions[i]] = row;
            }
            assembly.put(piece.values(), positions);
        }
        return new Result(assembly.build(), rowOfValue);
    }

    /// Returns for each place of each row how many values are before its own.
    private int[] firstPositions() {
        var counts = new int[rows * places];
        for (var piece : pieces) {
            for (int row : piece.rows()) {
                counts[row * places + piece.place()]++;
            }
        }
        int total = 0;
        for (int i = 0; i < counts.length; i++) {
            int count = counts[i];
            counts[i] = total;
            total += count;
        }
        return counts;
    }
}
