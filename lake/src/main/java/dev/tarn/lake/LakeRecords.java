package dev.tarn.lake;

import dev.tarn.lake.catalog.Branch;
import dev.tarn.lake.catalog.Commit;
import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Encoded;
import dev.tarn.lake.catalog.Id;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.lake.object.KeyEncoding;
import dev.tarn.model.SortKey;
import dev.tarn.model.Value;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import java.util.List;

/// The records in which a lake describes itself to queries such as `from :pools` and `from logs:objects`: fields and names
/// of types are those of Zed, whose clients read them.
final class LakeRecords {
    private static final String KSUID = "ksuid.KSUID";
    // The log has names of types without their package.
    private static final String LOG_KSUID = "KSUID";

    private LakeRecords() {}

    static Value pool(Pool pool) {
        return new RecordShape()
                .with("ts", time(pool.createdNanos()))
                .with("name", Value.ofString(pool.name()))
                .with("id", id(KSUID, pool.id()))
                .with("layout", sortKey(pool.key()))
                .with("seek_stride", integer(pool.seekStrideBytes()))
                .with("threshold", integer(pool.thresholdBytes()))
                .named("pools.Config");
    }

    private static Value sortKey(SortKey key) {
        String order = key.direction() == SortKey.Direction.DESCENDING ? "desc" : "asc";
        List<Value> names = key.path().names().stream().map(Value::ofString).toList();
        Value path = RecordShape.named("field.Path", RecordShape.array(PrimitiveType.STRING, names));
        Value paths = RecordShape.named("field.List", RecordShape.array(path.type(), List.of(path)));
        return new RecordShape()
                .with("order", RecordShape.named("order.Which", Value.ofString(order)))
                .with("keys", paths)
                .named("order.SortKey");
    }

    static Value branch(Pool pool, Branch branch) {
        Value config = new RecordShape()
                .with("ts", time(branch.createdNanos()))
                .with("name", Value.ofString(branch.name()))
                .with("commit", id(KSUID, branch.tip()))
                .named("branches.Config");
        return new RecordShape().with("pool", pool(pool)).with("branch", config).named("lake.BranchMeta");
    }

    static Value object(DataObject object) {
        return new RecordShape()
                .with("id", id(KSUID, object.id()))
                .with("min", KeyEncoding.decode(object.minimum().value()))
                .with("max", KeyEncoding.decode(object.maximum().value()))
                .with("count", Value.ofLong(PrimitiveType.UINT64, object.count()))
                .with("size", integer(object.sizeBytes()))
                .named("data.Object");
    }

    static Value partition(Value minimum, Value maximum, List<DataObject> objects) {
        return new RecordShape()
                .with("min", minimum)
                .with("max", maximum)
                .with("objects", RecordShape.array(PrimitiveType.NULL, objects.stream().map(LakeRecords::object).toList()))
                .named("meta.Partition");
    }

    static Value branchTip(Branch branch) {
        return new RecordShape()
                .with("Name", Value.ofString(branch.name()))
                .with("Commit", id(KSUID, branch.tip()))
                .named("lake.BranchTip");
    }

    /// Returns a commit as the log has it.
    static Value commit(Commit commit) {
        return commit(commit, LOG_KSUID, "Commit");
    }

    /// Returns a commit as the raw log has it.
    static Value rawCommit(Commit commit) {
        return commit(commit, KSUID, "commits.Commit");
    }

    private static Value commit(Commit commit, String idType, String type) {
        return new RecordShape()
                .with("id", id(idType, commit.id()))
                .with("parent", id(idType, commit.parent()))
                .with("retries", Value.ofLong(PrimitiveType.UINT8, 0))
                .with("author", Value.ofString(commit.author()))
                .with("date", time(commit.dateNanos()))
                .with("message", Value.ofString(commit.message()))
                .with("meta", meta(commit.meta()))
                .named(type);
    }

    private static Value meta(Encoded meta) {
        return meta.isEmpty() ? Value.ofNull(PrimitiveType.NULL) : KeyEncoding.decode(meta);
    }

    static Value add(Commit commit, DataObject object) {
        return new RecordShape().with("commit", id(KSUID, commit.id())).with("object", object(object)).named("commits.Add");
    }

    static Value delete(Commit commit, Id object) {
        return new RecordShape().with("commit", id(KSUID, commit.id())).with("id", id(KSUID, object)).named("commits.Delete");
    }

    private static Value id(String type, Id id) {
        return Value.ofBytes(new NamedType(type, PrimitiveType.BYTES), id.bytes());
    }

    private static Value time(long nanos) {
        return Value.ofLong(PrimitiveType.TIME, nanos);
    }

    private static Value integer(long value) {
        return Value.ofLong(PrimitiveType.INT64, value);
    }
}
