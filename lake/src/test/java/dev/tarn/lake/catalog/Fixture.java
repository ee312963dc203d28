package dev.tarn.lake.catalog;

import dev.tarn.model.SortKey;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// A lake in a directory, and objects that exist in the catalog alone.
final class Fixture implements AutoCloseable {
    static final long NOW = 1_700_000_000_000_000_000L;

    final Catalog catalog;

    private Fixture(Catalog catalog) {
        this.catalog = catalog;
    }

    static Fixture create(Path directory) {
        return new Fixture(Catalog.create(directory, NOW));
    }

    static Fixture open(Path directory) {
        return new Fixture(Catalog.open(directory));
    }

    Pool createPool(String name) {
        return createPool(name, SortKey.descending("ts"));
    }

    Pool createPool(String name, SortKey key) {
        return catalog.change(change -> change.createPool(name, key, Pool.DEFAULT_SEEK_STRIDE_BYTES,
                Pool.DEFAULT_THRESHOLD_BYTES, NOW));
    }

    Pool pool(String name) {
        return catalog.read(view -> view.pool(name)).orElseThrow();
    }

    Branch main(Pool pool) {
        return catalog.read(view -> view.branch(pool, Branch.MAIN)).orElseThrow();
    }

    Commit add(Pool pool, DataObject... objects) {
        return catalog.change(change -> change.commit(pool, Branch.MAIN, draft("add"), List.of(objects), List.of()));
    }

    Commit remove(Pool pool, Id... ids) {
        return catalog.change(change -> change.commit(pool, Branch.MAIN, draft("remove"), List.of(), List.of(ids)));
    }

    List<Id> objects(Pool pool, PrefixRange range) {
        return catalog.read(view -> view.objects(pool, view.branch(pool, Branch.MAIN).orElseThrow(), range)).stream()
                .map(DataObject::id).toList();
    }

    static CommitDraft draft(String message) {
        return new CommitDraft("tester@host", NOW, message, Encoded.EMPTY);
    }

    /// An object with keys from `minimum` to `maximum`, at least 0.
    static DataObject object(long minimum, long maximum) {
        return new DataObject(Id.create(), bound(minimum), bound(maximum), 100, new Extent(1, minimum, 1000, 10, 0));
    }

    static KeyBound bound(long key) {
        return new KeyBound(prefix(key), Encoded.EMPTY);
    }

    static Encoded prefix(long key) {
        return Encoded.of(ByteBuffer.allocate(Long.BYTES).putLong(key).array());
    }

    static PrefixRange range(long lower, long upper) {
        return new PrefixRange(prefix(lower), prefix(upper));
    }

    @Override
    public void close() {
        catalog.close();
    }
}
