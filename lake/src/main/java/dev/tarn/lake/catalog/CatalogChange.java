package dev.tarn.lake.catalog;

import dev.tarn.lake.catalog.CatalogFormat.Lake;
import dev.tarn.model.ConflictException;
import dev.tarn.model.InputException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.SortKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One transaction on the catalog: what it reads includes what it has written. Valid inside the call that it was handed
/// to and on that thread.
///
/// If the call throws, nothing of it has happened.
public final class CatalogChange extends CatalogView {
    // Below this a full set is not worth a row: replaying so many actions takes about a millisecond.
    private static final int MIN_ACTIONS_PER_CHECKPOINT = 1024;

    private final WritableRows rows;

    CatalogChange(WritableRows rows) {
        super(rows);
        this.rows = rows;
    }

    void create(Lake lake) {
        rows.put(CatalogKeys.lake(LAKE), CatalogFormat.encode(lake));
    }

    private long next(String counter) {
        long next = counter(counter) + 1;
        rows.put(CatalogKeys.lake(counter), CatalogFormat.encodeCounter(next));
        return next;
    }

    private int nextNumber(String counter) {
        return Math.toIntExact(next(counter));
    }

    int nextSet() {
        return nextNumber("set");
    }

    /// Makes a pool with the branch `main`.
    ///
    /// @throws ConflictException if there is a pool of that name
    /// @throws InputException if the name is empty, `HEAD`, or no Unicode text
    public Pool createPool(String name, SortKey key, long seekStrideBytes, long thresholdBytes, long nowNanos) {
        checkPoolName(name);
        checkPoolAbsent(name);
        var pool = new Pool(nextNumber("pool"), Id.create(), name, key, seekStrideBytes, thresholdBytes, nowNanos);
        putPool(pool);
        rows.put(CatalogKeys.poolId(pool.id()), CatalogFormat.encodeCounter(pool.number()));
        createBranch(pool, Branch.MAIN, Id.NIL, nowNanos);
        return pool;
    }

    private static void checkPoolName(String name) {
        if (name.isEmpty()) {
            throw new InputException("no pool name provided");
        }
        if (name.equals("HEAD")) {
            throw new InputException("pool cannot be named \"HEAD\"");
        }
        checkText("pool", name);
    }

    private static void checkText(String what, String name) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new InputException(what + " name is not Unicode text: it has half of a surrogate pair");
        }
    }

    private void checkPoolAbsent(String name) {
        if (pool(name).isPresent()) {
            throw new ConflictException(name + ": pool already exists");
        }
    }

    private void putPool(Pool pool) {
        byte[] value = CatalogFormat.encode(pool);
        rows.put(CatalogKeys.table(CatalogKeys.POOL, pool.number()), value);
        rows.put(CatalogKeys.poolName(pool.name(), pool.number()), value);
    }

    /// Gives a pool another name.
    ///
    /// @throws ConflictException if there is a pool of that name
    /// @throws InputException if the name is empty, `HEAD`, or no Unicode text
    /// @throws NotFoundException if the pool is gone
    public Pool renamePool(Id id, String name) {
        Pool pool = existingPool(id);
        checkPoolName(name);
        checkPoolAbsent(name);
        rows.delete(CatalogKeys.poolName(pool.name(), pool.number()));
        Pool renamed = pool.withName(name);
        putPool(renamed);
        return renamed;
    }

    private Pool existingPool(Id id) {
        return pool(id).orElseThrow(() -> new NotFoundException(id + ": pool not found"));
    }

    /// Removes a pool: from now on nobody finds it. Its rows go with [#cleanUp(int)], which may take long.
    ///
    /// @throws NotFoundException if the pool is gone
    public void dropPool(Id id) {
        Pool pool = existingPool(id);
        rows.put(CatalogKeys.lake(LAST_DROP), CatalogFormat.encodeCounter(next(SEQUENCE)));
        rows.put(CatalogKeys.table(CatalogKeys.DROPPED, pool.number()), CatalogFormat.encode(pool));
        rows.delete(CatalogKeys.poolName(pool.name(), pool.number()));
        rows.delete(CatalogKeys.poolId(id));
        rows.delete(CatalogKeys.table(CatalogKeys.POOL, pool.number()));
    }

    /// Removes some rows of dropped pools; returns whether any are left.
    public boolean cleanUp(int maxRows) {
        List<Integer> dropped = new ArrayList<>();
        rows.scan(CatalogKeys.table(CatalogKeys.DROPPED), row -> {
            dropped.add(CatalogFormat.decodePool(row.value()).number());
            return false;
        });
        if (dropped.isEmpty()) {
            return false;
        }
        int pool = dropped.getFirst();
        int left = maxRows;
        for (byte table : CatalogKeys.TABLES_OF_A_POOL) {
            left -= deleteRows(CatalogKeys.table(table, pool), left);
        }
        if (left > 0) {
            rows.delete(CatalogKeys.table(CatalogKeys.DROPPED, pool));
        }
        return true;
    }

    private int deleteRows(byte[] prefix, int maxRows) {
        if (maxRows == 0) {
            return 0;
        }
        List<byte[]> keys = new ArrayList<>();
        rows.scan(prefix, row -> {
            keys.add(row.key());
            return keys.size() < maxRows;
        });
        keys.forEach(rows::delete);
        return keys.size();
    }

    /// Makes a branch whose tip is the given commit, which must exist or be [Id#NIL].
    ///
    /// @throws ConflictException if there is a branch of that name
    /// @throws InputException if the name is empty or no Unicode text
    public Branch createBranch(Pool pool, String name, Id tip, long nowNanos) {
        if (name.isEmpty()) {
            throw new InputException("no branch name provided");
        }
        checkText("branch", name);
        if (branch(pool, name).isPresent()) {
            throw new ConflictException(pool.name() + "/" + name + ": branch already exists");
        }
        // Only an empty set costs nothing to make; another one is made when the branch first changes.
        int set = tip.isNil() ? nextSet() : 0;
        var branch = new Branch(name, tip, nowNanos, sequence(), set, 0, 0, 0);
        if (set == 0) {
            branch = totals(branch, objects(pool, tip, PrefixRange.ALL));
        }
        rows.put(CatalogKeys.branch(pool.number(), name, nextNumber("branch")), CatalogFormat.encode(branch));
        return branch;
    }

    /// Removes a branch; its commits stay, and can be reached by their identifiers.
    ///
    /// @throws NotFoundException if there is no such branch
    public void removeBranch(Pool pool, String name) {
        BranchRow row = existingBranch(pool, name);
        rows.delete(row.key());
        if (row.branch().setNumber() != 0) {
            deleteRows(CatalogKeys.tip(pool.number(), row.branch().setNumber()), Integer.MAX_VALUE);
        }
    }

    private BranchRow existingBranch(Pool pool, String name) {
        return branchRow(pool, name).orElseThrow(() -> new NotFoundException("\"" + name + "\": branch not found"));
    }

    private static Branch totals(Branch branch, List<DataObject> objects) {
        return branch.withTotals(objects.size(), objects.stream().mapToLong(DataObject::sizeBytes).sum(),
                objects.stream().mapToLong(DataObject::count).sum());
    }

    /// Commits on a branch: notes the commit, adds and removes its objects and moves the tip.
    ///
    /// Removing an object that the branch does not have is left out, because two may remove the same.
    ///
    /// @param added the objects to add, which no commit of the pool has added before
    /// @param removed the objects to remove
    /// @throws ConflictException if one of `added` is at the tip already
    /// @throws NotFoundException if the branch is gone
    /// @throws InputException if nothing would be added or removed
    public Commit commit(Pool pool, String branchName, CommitDraft draft, List<DataObject> added, List<Id> removed) {
        BranchRow row = existingBranch(pool, branchName);
        var tip = new BranchTip(this, rows, pool, row.branch());
        List<Action> actions = new ArrayList<>();
        for (Id id : removed) {
            if (tip.remove(id)) {
                actions.add(new Action.Delete(id));
            }
        }
        for (DataObject object : added) {
            tip.add(object);
            actions.add(new Action.Add(object.id()));
        }
        if (actions.isEmpty()) {
            throw new InputException("empty transaction");
        }
        Commit commit = commit(pool, row.branch(), draft, actions, tip.objectCount());
        rows.put(CatalogKeys.commit(pool.number(), commit.id()), CatalogFormat.encode(commit));
        if (commit.checkpoint().equals(commit.id())) {
            rows.put(CatalogKeys.checkpoint(pool.number(), commit.id()), CatalogFormat.encode(tip.objectIds()));
        }
        rows.put(row.key(), CatalogFormat.encode(tip.moved(commit)));
        return commit;
    }

    private Commit commit(Pool pool, Branch branch, CommitDraft draft, List<Action> actions, long objectsAfter) {
        Id parentId = branch.tip();
        long depth = 1;
        Id checkpoint = Id.NIL;
        long actionsSince = actions.size();
        if (!parentId.isNil()) {
            Commit parent = existingCommit(pool, parentId);
            depth += parent.depth();
            checkpoint = parent.checkpoint();
            actionsSince += parent.actionsSince();
        }
        Id id = Id.create();
        if (actionsSince > Math.max(MIN_ACTIONS_PER_CHECKPOINT, objectsAfter)) {
            checkpoint = id;
            actionsSince = 0;
        }
        return new Commit(id, parentId, next(SEQUENCE), depth, draft.author(), draft.dateNanos(), draft.message(),
                draft.meta(), checkpoint, actionsSince, actions);
    }

    int createPack() {
        int pack = nextNumber("pack");
        put(new Pack(pack, true, 0));
        return pack;
    }

    void sealPack(int pack) {
        put(new Pack(pack, false, sequence()));
    }

    private void put(Pack pack) {
        rows.put(CatalogKeys.table(CatalogKeys.PACK, pack.number()), CatalogFormat.encode(pack));
    }

    void removePack(int pack) {
        rows.delete(CatalogKeys.table(CatalogKeys.PACK, pack));
    }
}
