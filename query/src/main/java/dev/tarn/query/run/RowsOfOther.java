package dev.tarn.query.run;

import dev.tarn.model.BodyOrder;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.View;
import java.util.Arrays;
import java.util.List;

/// Rows of the other side of a join on their way to become a [JoinTable], and how much memory they take.
final class RowsOfOther {
    // What the table takes for each row besides the row: its hash, its places in the table and in its group.
    private static final long INDEX_BYTES = 48;
    /// However small the memory, so many rows are taken into it at once, so that there are not too many files.
    static final int MIN_ROWS = 256;

    private ColumnCollector keys = new ColumnCollector();
    private ColumnCollector records = new ColumnCollector();
    private int[] instances = new int[0];
    private int count;
    private long bytes;

    /// Appends rows.
    ///
    /// @param instancesOfRows the instance of each row; empty outside of scopes
    void append(Vector keysOfRows, Vector recordsOfRows, int[] instancesOfRows) {
        keys.append(keysOfRows);
        records.append(recordsOfRows);
        if (instancesOfRows.length > 0) {
            if (count + instancesOfRows.length > instances.length) {
                instances = Arrays.copyOf(instances, Math.max(count + instancesOfRows.length, instances.length * 2));
            }
            System.arraycopy(instancesOfRows, 0, instances, count, instancesOfRows.length);
        }
        count += keysOfRows.length();
        bytes += sizeBytes(keysOfRows, recordsOfRows);
    }

    /// Returns whether the rows and the table of them take more memory than they may.
    boolean isMoreThan(long budgetBytes) {
        return bytes > budgetBytes && count > MIN_ROWS;
    }

    /// Returns about how many bytes rows and their part of the table take.
    static long sizeBytes(Vector keysOfRows, Vector recordsOfRows) {
        return bytes(keysOfRows) + bytes(recordsOfRows) + INDEX_BYTES * keysOfRows.length();
    }

    /// Returns the table of all rows and begins anew.
    ///
    /// @param asBodies whether records of the other side are wanted as bodies
    JoinTable build(boolean asBodies) {
        var index = new KeyIndex(keys.build(), instances.length == 0 ? instances : Arrays.copyOf(instances, count));
        var table = new JoinTable(index, asBodies ? bodies(records.build()) : records.build());
        clear();
        return table;
    }

    /// Returns records as bodies.
    static Vector bodies(Vector records) {
        return switch (records) {
            case TypedVector typed -> BodyOrder.bodies(typed);
            case Mixed mixed -> Mixed.of(mixed.tags(), mixed.parts().stream().map(BodyOrder::bodies).toList());
        };
    }

    /// Returns the keys and the records of all rows and begins anew.
    List<Vector> take() {
        var columns = List.of(keys.build(), records.build());
        clear();
        return columns;
    }

    /// Forgets all rows.
    void clear() {
        keys = new ColumnCollector();
        records = new ColumnCollector();
        instances = new int[0];
        count = 0;
        bytes = 0;
    }

    /// Returns about how many bytes values take.
    static long bytes(Vector vector) {
        return switch (vector) {
            case Mixed mixed -> 8L * mixed.length() + mixed.parts().stream().mapToLong(RowsOfOther::bytes).sum();
            case TypedVector typed -> ofTyped(typed);
        };
    }

    private static long ofTyped(TypedVector vector) {
        long perRow = 8L * vector.length();
        return switch (vector) {
            case Constant constant -> ofTyped(constant.one()) * constant.length();
            case Dictionary dictionary -> ofTyped(dictionary.flat());
            case View view -> ofTyped(view.base() instanceof Rows rows ? rows.gather(view.rows()) : view.flat());
            case Rows rows -> {
                long sum = perRow;
                for (int row = 0; row < rows.length(); row++) {
                    sum += Math.max(0, rows.bodyLength(row));
                }
                yield sum;
            }
            case LongVector _, DoubleVector _ -> perRow;
            case BytesVector values -> {
                long sum = perRow;
                for (int row = 0; row < values.length(); row++) {
                    sum += values.lengths()[row];
                }
                yield sum;
            }
            case RecordVector record -> ofAll(record.fields());
            case ArrayVector array -> perRow + ofTyped(array.elements());
            case MapVector map -> perRow + ofTyped(map.keys()) + ofTyped(map.values());
            case UnionVector union -> perRow + ofAll(union.members());
            case ErrorVector error -> ofTyped(error.wrapped());
        };
    }

    private static long ofAll(List<TypedVector> vectors) {
        long sum = 0;
        for (var vector : vectors) {
            sum += ofTyped(vector);
        }
        return sum;
    }
}
