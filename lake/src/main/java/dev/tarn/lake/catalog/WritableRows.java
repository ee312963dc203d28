package dev.tarn.lake.catalog;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.lmdbjava.Dbi;
import org.lmdbjava.Txn;

/// The rows of the catalog inside one write transaction. Used by the thread that began it alone.
final class WritableRows extends Rows {
    private boolean changed;

    WritableRows(Dbi<MemorySegment> table, Txn<MemorySegment> transaction, Traffic traffic) {
        super(table, transaction, traffic);
    }

    void put(byte[] key, byte[] value) {
        changed = true;
        traffic().wrote();
        MemorySegment target = table.reserve(transaction, key(key), value.length);
        MemorySegment.copy(value, 0, target, ValueLayout.JAVA_BYTE, 0, value.length);
    }

    boolean delete(byte[] key) {
        changed = true;
        traffic().wrote();
        return table.delete(transaction, key(key));
    }

    /// Returns whether anything was written since the last call of [#markUnchanged()].
    boolean changed() {
        return changed;
    }

    void markUnchanged() {
        changed = false;
    }

    void commit() {
        transaction.commit();
    }
}
