package dev.tarn.lake.catalog;

import dev.tarn.lake.catalog.CatalogFormat.Lake;
import dev.tarn.model.CorruptException;
import dev.tarn.model.SortKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One snapshot of the catalog. Valid inside the call that it was handed to and on that thread; what it returns is not
/// bound to it.
public class CatalogView {
    static final String LAKE = "lake";
    static final String SEQUENCE = "sequence";
    static final String LAST_DROP = "drop";

    private final Rows rows;

    CatalogView(Rows rows) {
        this.rows = rows;
    }

    Optional<Lake> lake() {
        return rows.get(CatalogKeys.lake(LAKE)).map(CatalogFormat::decodeLake);
    }

    /// Returns the catalog sequence number of the newest commit in the lake, or of what else made objects disappear; 0 if
    /// there is none.
    public long sequence() {
        return counter(SEQUENCE);
    }

    final long counter(String name) {
        return rows.get(CatalogKeys.lake(name)).map(CatalogFormat::decodeCounter).orElse(0L);
    }

    /// Returns all pools in the order of the bytes of their names.
    public List<Pool> pools() {
        List<Pool> pools = new ArrayList<>();
        rows.scan(CatalogKeys.table(CatalogKeys.POOL_NAME), row -> pools.add(CatalogFormat.decodePool(row.value())));
        // Keys hold only the beginning of very long names.
        pools.sort((a, b) -> Encoded.ofText(a.name()).compareTo(Encoded.ofText(b.name())));
        return pools;
    }

    /// Returns the pool with the given name, if there is one.
    public Optional<Pool> pool(String name) {
        List<Pool> found = new ArrayList<>(1);
        rows.scan(CatalogKeys.poolName(name), row -> {
            Pool pool = CatalogFormat.decodePool(row.value());
            if (pool.name().equals(name)) {
                found.add(pool);
            }
            return found.isEmpty();
        });
        return found.stream().findFirst();
    }

    /// Returns the pool with the given identifier, if there is one.
    public Optional<Pool> pool(Id id) {
        return rows.get(CatalogKeys.poolId(id)).map(CatalogFormat::decodeCounter)
                .flatMap(number -> rows.get(CatalogKeys.table(CatalogKeys.POOL, Math.toIntExact(number))))
                .map(CatalogFormat::decodePool);
    }

    /// Returns the branches of a pool in the order of the bytes of their names.
    public List<Branch> branches(Pool pool) {
        List<Branch> branches = new ArrayList<>();
        rows.scan(CatalogKeys.table(CatalogKeys.BRANCH, pool.number()),
                row -> branches.add(CatalogFormat.decodeBranch(row.value())));
        branches.sort((a, b) -> Encoded.ofText(a.name()).compareTo(Encoded.ofText(b.name())));
        return branches;
    }

    /// Returns the branch of a pool with the given name, if there is one.
    public Optional<Branch> branch(Pool pool, String name) {
        return branchRow(pool, name).map(BranchRow::branch);
    }

    record BranchRow(byte[] key, Branch branch) {}

    final Optional<BranchRow> branchRow(Pool pool, String name) {
        List<BranchRow> found = new ArrayList<>(1);
        rows.scan(CatalogKeys.branch(pool.number(), name), row -> {
            Branch branch = CatalogFormat.decodeBranch(row.value());
            if (branch.name().equals(name)) {
                found.add(new BranchRow(row.key(), branch));
            }
            return found.isEmpty();
        });
        return found.stream().findFirst();
    }

    /// Returns the commit of a pool with the given identifier, if there is one.
    public Optional<Commit> commit(Pool pool, Id id) {
        return rows.get(CatalogKeys.commit(pool.number(), id)).map(CatalogFormat::decodeCommit);
    }

    /// Returns a commit that another row of the catalog says exists.
    final Commit existingCommit(Pool pool, Id id) {
        return commit(pool, id).orElseThrow(() -> new CorruptException("catalog: commit " + id + " of pool " + pool.name()
                + " is missing"));
    }

    /// Returns a commit and its ancestors, newest first; none for [Id#NIL].
    public List<Commit> history(Pool pool, Id tip) {
        List<Commit> history = new ArrayList<>();
        for (Id id = tip; !id.isNil();) {
            Commit commit = existingCommit(pool, id);
            history.add(commit);
            id = commit.parent();
        }
        return history;
    }

    /// Returns the object of a pool with the given identifier, whatever commit added it, if there is one.
    public Optional<DataObject> object(Pool pool, Id id) {
        return rows.get(CatalogKeys.object(pool.number(), id)).map(CatalogFormat::decodeObject);
    }

    /// Returns the objects at the tip of a branch whose prefixes meet the range, in the pool's order of where they start
    /// as far as prefixes tell.
    public List<DataObject> objects(Pool pool, Branch branch, PrefixRange range) {
        return objects(pool, branch.tip(), range);
    }

    /// Returns the objects at a commit whose prefixes meet the range, in the same order.
    public List<DataObject> objects(Pool pool, Id commit, PrefixRange range) {
        return objects(pool, commit, ObjectSelection.of(range));
    }

    /// Returns objects at a commit, in the same order.
    ///
    /// At the tip of a branch the cost grows with the number of objects returned, at other commits with the number of
    /// objects there, and never with the number of commits before.
    public List<DataObject> objects(Pool pool, Id commit, ObjectSelection selection) {
        for (Branch branch : branches(pool)) {
            if (branch.tip().equals(commit) && branch.setNumber() != 0) {
                return tipObjects(pool, branch.setNumber(), selection);
            }
        }
        return oldObjects(pool, commit, selection);
    }

    private static boolean isDescending(Pool pool) {
        return pool.key().direction() == SortKey.Direction.DESCENDING;
    }

    private static Encoded start(Pool pool, DataObject object) {
        return (isDescending(pool) ? object.maximum() : object.minimum()).prefix();
    }

    private List<DataObject> tipObjects(Pool pool, int set, ObjectSelection selection) {
        List<DataObject> objects = new ArrayList<>();
        PrefixRange range = selection.range();
        Rows.Visitor visitor = row -> {
            DataObject object = CatalogFormat.decodeObject(row.value());
            if (range.meets(object.minimum(), object.maximum())) {
                objects.add(object);
            }
            return objects.size() < selection.maxObjects() && !endsAt(pool, object, range);
        };
        byte[] prefix = CatalogKeys.tip(pool.number(), set);
        Optional<byte[]> after = selection.after().map(object -> CatalogKeys.tip(pool.number(), set, start(pool, object),
                object.id()));
        if (isDescending(pool)) {
            rows.scanBackward(prefix, after.orElse(CatalogKeys.after(prefix)), visitor);
        } else {
            rows.scan(prefix, after.map(CatalogKeys::next).orElse(prefix), visitor);
        }
        return objects;
    }

    /// Returns whether no object after this one can meet the range.
    private static boolean endsAt(Pool pool, DataObject object, PrefixRange range) {
        return isDescending(pool)
                ? !range.lower().isEmpty() && object.maximum().prefix().compareTo(range.lower()) < 0
                : !range.upper().isEmpty() && object.minimum().prefix().compareTo(range.upper()) > 0;
    }

    private List<DataObject> oldObjects(Pool pool, Id commit, ObjectSelection selection) {
        Comparator<DataObject> byStart = Comparator.<DataObject, Encoded>comparing(object -> start(pool, object))
                .thenComparing(DataObject::id);
        Comparator<DataObject> order = isDescending(pool) ? byStart.reversed() : byStart;
        return objectIds(pool, commit).stream()
                .map(id -> object(pool, id).orElseThrow(() -> new CorruptException(
                        "catalog: object " + id + " of pool " + pool.name() + " is missing")))
                .filter(object -> selection.range().meets(object.minimum(), object.maximum()))
                .filter(object -> selection.after().isEmpty() || order.compare(object, selection.after().get()) > 0)
                .sorted(order)
                .limit(selection.maxObjects())
                .toList();
    }

    /// Returns the identifiers of the objects at a commit, none at [Id#NIL].
    public Set<Id> objectIds(Pool pool, Id commit) {
        if (commit.isNil()) {
            return Set.of();
        }
        Commit tip = existingCommit(pool, commit);
        Deque<Commit> since = new ArrayDeque<>();
        for (Commit at = tip; !at.id().equals(tip.checkpoint()); at = existingCommit(pool, at.parent())) {
            since.push(at);
            if (at.parent().isNil()) {
                break;
            }
        }
        Set<Id> ids = checkpoint(pool, tip.checkpoint());
        for (Commit at : since) {
            at.actions().forEach(action -> apply(action, ids));
        }
        return ids;
    }

    private Set<Id> checkpoint(Pool pool, Id commit) {
        if (commit.isNil()) {
            return new LinkedHashSet<>();
        }
        byte[] row = rows.get(CatalogKeys.checkpoint(pool.number(), commit)).orElseThrow(
                () -> new CorruptException("catalog: the checkpoint at commit " + commit + " of pool " + pool.name()
                        + " is missing"));
        return new LinkedHashSet<>(CatalogFormat.decodeIds(row));
    }

    private static void apply(Action action, Set<Id> ids) {
        switch (action) {
            case Action.Add(Id id) -> ids.add(id);
            case Action.Delete(Id id) -> ids.remove(id);
        }
    }

    final Optional<Pack> pack(int number) {
        return rows.get(CatalogKeys.table(CatalogKeys.PACK, number)).map(row -> CatalogFormat.decodePack(number, row));
    }

    final List<Pack> packs() {
        List<Pack> packs = new ArrayList<>();
        rows.scan(CatalogKeys.table(CatalogKeys.PACK),
                row -> packs.add(CatalogFormat.decodePack(CatalogKeys.packNumber(row.key()), row.value())));
        return packs;
    }

    /// Returns the packs in which no object of any commit lies. Looks at all objects of the lake.
    final List<Pack> unreferencedPacks() {
        Set<Integer> referenced = new HashSet<>();
        rows.scan(CatalogKeys.table(CatalogKeys.OBJECT),
                row -> referenced.add(CatalogFormat.decodeObject(row.value()).extent().pack()) || true);
        return packs().stream().filter(pack -> !referenced.contains(pack.number())).toList();
    }
}
