package dev.tarn.lake;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.Id;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.lake.object.KeyWindow;
import dev.tarn.lake.object.ObjectQueue;
import dev.tarn.lake.object.ObjectScan;
import dev.tarn.lake.object.Packs;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.SortKey;
import dev.tarn.model.Source;
import java.util.Optional;

/// The values of a pool at a commit.
///
/// @param catalog the catalog of the lake
/// @param packs the files of the lake
/// @param pool the pool
/// @param commit the commit, [Id#NIL] for the state before the first one
record PoolSource(Catalog catalog, Packs packs, Pool pool, Id commit) implements Source {
    /// Opens a scan that reads only those objects, and parts of them, that may have keys in the range asked for.
    @Override
    public Scan open(ScanRequest request) {
        KeyWindow window = request.range().filter(range -> range.key().equals(pool.key().path())).map(KeyWindow::of)
                .orElse(KeyWindow.ALL);
        return new ObjectScan(packs, pool.key(), ObjectQueue.of(catalog, pool, commit, window), request);
    }

    @Override
    public Optional<SortKey> order() {
        return Optional.of(pool.key());
    }
}
