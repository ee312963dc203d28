package dev.tarn.query.run;

import dev.tarn.model.Identity;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;

/// Takes columns out of records.
final class RecordColumns {
    private RecordColumns() {}

    /// Returns the field at a position (0-based) of records, none of which is null, whatever their types are.
    static Vector column(Vector records, int position) {
        return switch (records) {
            case TypedVector typed -> ofTyped(typed, position);
            case Mixed mixed -> {
                var assembly = new MixedAssembly(mixed.length());
                int[][] rows = mixed.rowsOfParts();
                for (int part = 0; part < rows.length; part++) {
                    assembly.put(ofTyped(mixed.parts().get(part), position), rows[part]);
                }
                yield assembly.build();
            }
        };
    }

    private static TypedVector ofTyped(TypedVector records, int position) {
        return records instanceof Rows rows
                ? rows.field(position)
                : ((RecordVector) records.flat()).field(position);
    }

    /// Returns the hashes of the first columns of records, taken together.
    static long[] hashes(Vector records, int columns) {
        var hashes = new long[records.length()];
        var ofColumn = new long[records.length()];
        for (int i = 0; i < columns; i++) {
            Identity.hash(column(records, i), ofColumn);
            for (int row = 0; row < hashes.length; row++) {
                hashes[row] = (hashes[row] ^ ofColumn[row]) * 0x9e3779b97f4a7c15L;
            }
        }
        return hashes;
    }
}
