package dev.tarn.lake.catalog;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.GetOp;
import org.lmdbjava.Txn;

/// The rows of the catalog inside one transaction, as copies on the heap. Used by one thread.
class Rows implements AutoCloseable {
    private static final int MAX_KEY_BYTES = 511;

    /// Takes the rows of a scan one by one.
    @FunctionalInterface
    interface Visitor {
        /// Takes a row; returns whether the scan goes on.
        boolean visit(Row row);
    }

    final Dbi<MemorySegment> table;
    final Txn<MemorySegment> transaction;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment keyBuffer = arena.allocate(MAX_KEY_BYTES);
    private final Traffic traffic;

    Rows(Dbi<MemorySegment> table, Txn<MemorySegment> transaction, Traffic traffic) {
        this.table = table;
        this.transaction = transaction;
        this.traffic = traffic;
    }

    /// One row of a scan, valid during the visit.
    record Row(MemorySegment keySegment, MemorySegment valueSegment) {
        byte[] key() {
            return keySegment.toArray(ValueLayout.JAVA_BYTE);
        }

        byte[] value() {
            return valueSegment.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    final MemorySegment key(byte[] key) {
        MemorySegment.copy(key, 0, keyBuffer, ValueLayout.JAVA_BYTE, 0, key.length);
        return keyBuffer.asSlice(0, key.length);
    }

    Optional<byte[]> get(byte[] key) {
        traffic.read();
        MemorySegment value = table.get(transaction, key(key));
        return value == null ? Optional.empty() : Optional.of(value.toArray(ValueLayout.JAVA_BYTE));
    }

    /// Visits the rows whose keys begin with `prefix`, from the first whose key is at least `from` on.
    void scan(byte[] prefix, byte[] from, Visitor visitor) {
        MemorySegment start = MemorySegment.ofArray(prefix);
        try (Cursor<MemorySegment> cursor = table.openCursor(transaction)) {
            boolean more = cursor.get(key(from), GetOp.MDB_SET_RANGE);
            while (more) {
                var row = new Row(cursor.key(), cursor.val());
                traffic.read();
                if (!beginsWith(row.keySegment, start) || !visitor.visit(row)) {
                    return;
                }
                more = cursor.next();
            }
        }
    }

    /// Visits the rows whose keys begin with `prefix`.
    void scan(byte[] prefix, Visitor visitor) {
        scan(prefix, prefix, visitor);
    }

    /// Visits the rows whose keys begin with `prefix` and are less than `before`, from the greatest on.
    void scanBackward(byte[] prefix, byte[] before, Visitor visitor) {
        MemorySegment start = MemorySegment.ofArray(prefix);
        try (Cursor<MemorySegment> cursor = table.openCursor(transaction)) {
            boolean more = cursor.get(key(before), GetOp.MDB_SET_RANGE) ? cursor.prev() : cursor.last();
            while (more) {
                var row = new Row(cursor.key(), cursor.val());
                traffic.read();
                if (!beginsWith(row.keySegment, start) || !visitor.visit(row)) {
                    return;
                }
                more = cursor.prev();
            }
        }
    }

    private static boolean beginsWith(MemorySegment key, MemorySegment prefix) {
        long mismatch = key.mismatch(prefix);
        return mismatch < 0 || mismatch == prefix.byteSize();
    }

    final Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        transaction.close();
        arena.close();
    }
}
