package dev.tarn.lake;

import dev.tarn.lake.catalog.Branch;
import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.CatalogView;
import dev.tarn.lake.catalog.Lease;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.lake.object.Packs;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Query;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.SourceName;
import dev.tarn.query.parse.QueryText;
import dev.tarn.query.plan.Description;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// A lake in a folder of this host.
final class LocalLake implements Lake {
    // How many rows of a dropped pool are removed in one transaction, which takes milliseconds.
    private static final int ROWS_PER_CLEANING = 2_000;

    private final Path folder;
    private final Catalog catalog;
    private final Packs packs;
    private final Set<LeasedResults> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    LocalLake(Path folder, Catalog catalog) {
        this.folder = folder;
        this.catalog = catalog;
        try {
            packs = new Packs(catalog);
        } catch (RuntimeException | Error e) {
            catalog.close();
            throw e;
        }
    }

    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public PoolInfo createPool(String name, PoolSettings settings) {
        return poolInfo(catalog.change(change -> change.createPool(name, settings.key(), settings.seekStrideBytes(),
                settings.thresholdBytes(), LocalLoad.now())));
    }

    private static PoolInfo poolInfo(Pool pool) {
        return new PoolInfo(pool.id(), pool.name(), pool.key(), pool.seekStrideBytes(), pool.thresholdBytes(),
                pool.createdNanos());
    }

    private static BranchInfo branchInfo(Branch branch) {
        return new BranchInfo(branch.name(), branch.tip(), branch.createdNanos());
    }

    @Override
    public List<PoolInfo> pools() {
        return catalog.read(CatalogView::pools).stream().map(LocalLake::poolInfo).toList();
    }

    @Override
    public PoolInfo pool(String nameOrId) {
        return poolInfo(catalog.read(view -> Revision.pool(view, nameOrId)));
    }

    @Override
    public void renamePool(String nameOrId, String newName) {
        catalog.change(change -> change.renamePool(Revision.pool(change, nameOrId).id(), newName));
    }

    @Override
    public void dropPool(String nameOrId) {
        catalog.change(change -> {
            change.dropPool(Revision.pool(change, nameOrId).id());
            return null;
        });
        boolean more = true;
        while (more) {
            more = catalog.change(change -> change.cleanUp(ROWS_PER_CLEANING));
        }
        packs.reclaim();
    }

    @Override
    public List<BranchInfo> branches(String pool) {
        return catalog.read(view -> view.branches(Revision.pool(view, pool))).stream().map(LocalLake::branchInfo).toList();
    }

    @Override
    public BranchInfo branch(String pool, String branch) {
        return branchInfo(catalog.read(view -> Revision.branch(view, Revision.pool(view, pool), branch)));
    }

    @Override
    public BranchInfo createBranch(String pool, String name, String revision) {
        return branchInfo(catalog.change(change -> {
            Revision at = Revision.of(change, pool, revision);
            return change.createBranch(at.pool(), name, at.commit(), LocalLoad.now());
        }));
    }

    @Override
    public void removeBranch(String pool, String branch) {
        catalog.change(change -> {
            change.removeBranch(Revision.pool(change, pool), branch);
            return null;
        });
    }

    @Override
    public CommitReceipt load(Head target, Source values, CommitMessage message) {
        Pool pool = catalog.read(view -> {
            Pool found = Revision.pool(view, target.pool());
            Revision.branch(view, found, target.branch());
            return found;
        });
        try (var load = new LocalLoad(catalog, packs, pool, target.branch(), message);
                Scan scan = values.open(ScanRequest.EVERYTHING)) {
            for (Optional<Scan.Morsel> morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                for (Vector batch : morsel.get().decode()) {
                    load.write(batch);
                }
            }
            return new CommitReceipt(load.commitAll(), List.of());
        }
    }

    private Query compile(QueryText text, Optional<Head> head, QueryOptions options) {
        var pool = head.map(at -> new SourceName.Pool(at.pool(), Optional.of(at.branch())));
        return Query.compile(text, sources(pool), options);
    }

    @Override
    public String explain(QueryText text, Optional<Head> head, QueryOptions options) {
        return compile(text, head, options).explain();
    }

    @Override
    public Description describe(QueryText text, Optional<Head> head) {
        return Query.describe(text, sources(head.map(at -> new SourceName.Pool(at.pool(), Optional.of(at.branch())))));
    }

    @Override
    public Results query(QueryText text, Optional<Head> head, QueryOptions options) {
        // Taken before names are resolved, so that nothing they resolve to is removed from disk in between.
        Lease lease = catalog.lease();
        try {
            Results results = compile(text, head, options).run();
            var leased = new LeasedResults(results, lease, running::remove);
            running.add(leased);
            return leased;
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    /// Returns what the names in a query refer to.
    LakeCatalog sources(Optional<SourceName.Pool> head) {
        return new LakeCatalog(catalog, packs, head);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        running.forEach(LeasedResults::abandon);
        packs.close();
        catalog.close();
    }
}
