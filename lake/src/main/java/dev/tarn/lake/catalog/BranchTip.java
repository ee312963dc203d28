package dev.tarn.lake.catalog;

import dev.tarn.model.ConflictException;
import dev.tarn.model.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The object set of a branch while a commit changes it.
///
/// A branch that was made at somebody else's commit has no rows of its own until then: they are copied here.
final class BranchTip {
    private final CatalogView view;
    private final WritableRows rows;
    private final Pool pool;
    private final int set;
    private final Branch branch;
    private long objects;
    private long bytes;
    private long values;

    BranchTip(CatalogChange change, WritableRows rows, Pool pool, Branch branch) {
        this.view = change;
        this.rows = rows;
        this.pool = pool;
        this.branch = branch;
        if (branch.setNumber() == 0) {
            set = change.nextSet();
            change.objects(pool, branch.tip(), PrefixRange.ALL).forEach(this::put);
        } else {
            set = branch.setNumber();
            objects = branch.objects();
            bytes = branch.bytes();
            values = branch.values();
        }
    }

    private byte[] key(DataObject object) {
        KeyBound start = pool.key().direction() == SortKey.Direction.DESCENDING ? object.maximum() : object.minimum();
        return CatalogKeys.tip(pool.number(), set, start.prefix(), object.id());
    }

    private void put(DataObject object) {
        rows.put(key(object), CatalogFormat.encode(object));
        count(object, 1);
    }

    private void count(DataObject object, int sign) {
        objects += sign;
        bytes += sign * object.sizeBytes();
        values += sign * object.count();
    }

    void add(DataObject object) {
        if (rows.get(key(object)).isPresent()) {
            throw new ConflictException("object " + object.id() + " is on branch " + branch.name() + " already");
        }
        rows.put(CatalogKeys.object(pool.number(), object.id()), CatalogFormat.encode(object));
        put(object);
    }

    /// Removes an object; returns whether it was there.
    boolean remove(Id id) {
        Optional<DataObject> object = view.object(pool, id);
        if (object.isEmpty() || !rows.delete(key(object.get()))) {
            return false;
        }
        count(object.get(), -1);
        return true;
    }

    long objectCount() {
        return objects;
    }

    List<Id> objectIds() {
        List<Id> ids = new ArrayList<>();
        rows.scan(CatalogKeys.tip(pool.number(), set), row -> ids.add(CatalogKeys.tipObject(row.key())));
        return ids;
    }

    Branch moved(Commit commit) {
        return new Branch(branch.name(), commit.id(), branch.createdNanos(), commit.sequence(), set, objects, bytes, values);
    }
}
