package dev.tarn.lake.catalog;

import dev.tarn.model.CorruptException;
import dev.tarn.model.Path;
import dev.tarn.model.SortKey;
import dev.tarn.model.UnsupportedException;
import java.util.ArrayList;
import java.util.List;

/// The layout of the values in the catalog.
///
///     Value   := Version(u8) Body Crc(u32: CRC-32C of all before it)
///     Lake    := Format(uvarint) Id CreatedNanos(i64)
///     Counter := Next(i64)
///     Pool    := Number(uvarint) Id Name SortKey Stride(uvarint) Threshold(uvarint) CreatedNanos(i64)
///     SortKey := Flags(u8: 1 descending, 2 nulls first) Count(uvarint) Name*
///     Branch  := Name Tip(id) CreatedNanos(i64) Sequence(uvarint) Set(uvarint) Objects(uvarint) Bytes(uvarint)
///                Values(uvarint)
///     Commit  := Id Parent(id) Sequence(uvarint) Depth(uvarint) Author DateNanos(i64) Message Meta(bytes)
///                Checkpoint(id) ActionsSince(uvarint) Count(uvarint) Action*
///     Action  := Kind(u8: 1 add, 2 delete) Id
///     Object  := Id Bound Bound Count(uvarint) Pack(uvarint) Offset(uvarint) DataLength(uvarint) IndexLength(uvarint)
///                IndexChecksum(u32)
///     Bound   := Prefix(bytes) Key(bytes)
///     Ids     := Count(uvarint) Id*
///     Pack    := State(u8: 1 open, 2 sealed) Sequence(uvarint: the newest when it was sealed, 0 if it is open)
///     bytes   := Length(uvarint) u8*          Name, Author, Message := bytes in UTF-8          u32, i64: big-endian
///
/// Every value carries its own version, 1 today; a reader takes the versions it knows and refuses others.
final class CatalogFormat {
    /// The version of the whole: which keys there are and what they mean.
    static final int FORMAT = 1;
    /// The version of each value.
    static final int VERSION = 1;

    static final int DESCENDING = 1;
    static final int NULLS_FIRST = 2;
    static final int ADD = 1;
    static final int DELETE = 2;
    private static final int PACK_OPEN = 1;
    private static final int PACK_SEALED = 2;

    /// What the catalog says about itself.
    record Lake(int format, Id id, long createdNanos) {}

    private CatalogFormat() {}

    static byte[] encode(Lake lake) {
        return new ValueEncoder().number(lake.format).id(lake.id).fixed(lake.createdNanos).finish();
    }

    static Lake decodeLake(byte[] bytes) {
        var in = new ValueDecoder("lake", bytes);
        long format = in.number();
        if (format != FORMAT) {
            throw new UnsupportedException("lake has format " + format + ", this version of Tarn reads format " + FORMAT);
        }
        var lake = new Lake((int) format, in.id(), in.fixed());
        in.end();
        return lake;
    }

    static byte[] encodeCounter(long next) {
        return new ValueEncoder().fixed(next).finish();
    }

    static long decodeCounter(byte[] bytes) {
        var in = new ValueDecoder("counter", bytes);
        long next = in.fixed();
        in.end();
        return next;
    }

    static byte[] encode(Pool pool) {
        var out = new ValueEncoder().number(pool.number()).id(pool.id()).text(pool.name());
        SortKey key = pool.key();
        out.octet((key.direction() == SortKey.Direction.DESCENDING ? DESCENDING : 0)
                | (key.nulls() == SortKey.Nulls.FIRST ? NULLS_FIRST : 0));
        out.number(key.path().names().size());
        key.path().names().forEach(out::text);
        return out.number(pool.seekStrideBytes()).number(pool.thresholdBytes()).fixed(pool.createdNanos()).finish();
    }

    static Pool decodePool(byte[] bytes) {
        var in = new ValueDecoder("pool", bytes);
        var pool = new Pool(in.count(), in.id(), in.text(), sortKey(in), in.number(), in.number(), in.fixed());
        in.end();
        return pool;
    }

    private static SortKey sortKey(ValueDecoder in) {
        int flags = in.octet();
        List<String> names = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            names.add(in.text());
        }
        return new SortKey(new Path(names),
                (flags & DESCENDING) != 0 ? SortKey.Direction.DESCENDING : SortKey.Direction.ASCENDING,
                (flags & NULLS_FIRST) != 0 ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST);
    }

    static byte[] encode(Branch branch) {
        return new ValueEncoder().text(branch.name()).id(branch.tip()).fixed(branch.createdNanos())
                .number(branch.sequence()).number(branch.setNumber()).number(branch.objects()).number(branch.bytes())
                .number(branch.values()).finish();
    }

    static Branch decodeBranch(byte[] bytes) {
        var in = new ValueDecoder("branch", bytes);
        var branch = new Branch(in.text(), in.id(), in.fixed(), in.number(), in.count(), in.number(), in.number(),
                in.number());
        in.end();
        return branch;
    }

    static byte[] encode(Commit commit) {
        var out = new ValueEncoder().id(commit.id()).id(commit.parent()).number(commit.sequence()).number(commit.depth())
                .text(commit.author()).fixed(commit.dateNanos()).text(commit.message()).bytes(commit.meta().bytes())
                .id(commit.checkpoint()).number(commit.actionsSince()).number(commit.actions().size());
        for (Action action : commit.actions()) {
            out.octet(switch (action) {
                case Action.Add _ -> ADD;
                case Action.Delete _ -> DELETE;
            });
            out.id(action.objectId());
        }
        return out.finish();
    }

    static Commit decodeCommit(byte[] bytes) {
        var in = new ValueDecoder("commit", bytes);
        var commit = new Commit(in.id(), in.id(), in.number(), in.number(), in.text(), in.fixed(), in.text(),
                Encoded.of(in.bytes()), in.id(), in.number(), actions(in));
        in.end();
        return commit;
    }

    private static List<Action> actions(ValueDecoder in) {
        int count = in.count();
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = in.octet();
            actions.add(switch (kind) {
                case ADD -> new Action.Add(in.id());
                case DELETE -> new Action.Delete(in.id());
                default -> throw new CorruptException("catalog commit: unknown action " + kind + ", expected 1 or 2");
            });
        }
        return actions;
    }

    static byte[] encode(DataObject object) {
        var out = new ValueEncoder().id(object.id());
        bound(out, object.minimum());
        bound(out, object.maximum());
        Extent extent = object.extent();
        return out.number(object.count()).number(extent.pack()).number(extent.offset()).number(extent.dataLength())
                .number(extent.indexLength()).word(extent.indexChecksum()).finish();
    }

    private static void bound(ValueEncoder out, KeyBound bound) {
        out.bytes(bound.prefix().bytes()).bytes(bound.value().bytes());
    }

    static DataObject decodeObject(byte[] bytes) {
        var in = new ValueDecoder("object", bytes);
        var object = new DataObject(in.id(), bound(in), bound(in), in.number(),
                new Extent(in.count(), in.number(), in.number(), in.count(), in.word()));
        in.end();
        return object;
    }

    private static KeyBound bound(ValueDecoder in) {
        return new KeyBound(Encoded.of(in.bytes()), Encoded.of(in.bytes()));
    }

    static byte[] encode(List<Id> ids) {
        var out = new ValueEncoder().number(ids.size());
        ids.forEach(out::id);
        return out.finish();
    }

    static List<Id> decodeIds(byte[] bytes) {
        var in = new ValueDecoder("checkpoint", bytes);
        int count = in.count();
        List<Id> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(in.id());
        }
        in.end();
        return ids;
    }

    static byte[] encode(Pack pack) {
        return new ValueEncoder().octet(pack.open() ? PACK_OPEN : PACK_SEALED).number(pack.sealedAt()).finish();
    }

    static Pack decodePack(int number, byte[] bytes) {
        var in = new ValueDecoder("pack", bytes);
        int state = in.octet();
        if (state != PACK_OPEN && state != PACK_SEALED) {
            throw new CorruptException("catalog pack: unknown state " + state + ", expected 1 or 2");
        }
        var pack = new Pack(number, state == PACK_OPEN, in.number());
        in.end();
        return pack;
    }
}
