package dev.tarn.lake.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The keys of the catalog. Their order is that of their bytes, so that what is read together lies together.
///
///     M Name                              → Lake ("lake"), Counter ("sequence", "pool", "branch", "set", "pack", "drop": the
///                                           sequence number of the last time a pool was dropped)
///     P PoolNumber                        → Pool
///     N Text PoolNumber                   → Pool: by name
///     I PoolId                            → Counter: the pool's number
///     B PoolNumber Text BranchNumber      → Branch: by name
///     C PoolNumber CommitId               → Commit
///     O PoolNumber ObjectId               → Object: every object that any commit of the pool added
///     T PoolNumber SetNumber Text ObjectId → Object: those at the tip of a branch, by the prefix of the end of the key
///                                           range at which the pool starts (least if ascending, greatest if descending)
///     K PoolNumber CommitId               → Ids: all objects at a commit
///     F PackNumber                        → Pack
///     X PoolNumber                        → Pool: dropped, its rows not all removed yet
///
/// Numbers have 4 bytes, big-endian. Text is at most 400 bytes of a name or prefix, with 00 written as 00 ff, and ends with
/// 00 00; longer ones are cut, which may put several under one Text but never disturbs the order, and the value tells
/// them apart. LMDB takes keys of up to 511 bytes.
final class CatalogKeys {
    private static final int MAX_TEXT_BYTES = 400;
    private static final int MAX_KEY_BYTES = 511;

    static final byte LAKE = 'M';
    static final byte POOL = 'P';
    static final byte POOL_NAME = 'N';
    static final byte POOL_ID = 'I';
    static final byte BRANCH = 'B';
    static final byte COMMIT = 'C';
    static final byte OBJECT = 'O';
    static final byte TIP = 'T';
    static final byte CHECKPOINT = 'K';
    static final byte PACK = 'F';
    static final byte DROPPED = 'X';

    /// The tables whose keys begin with the number of a pool and go with it.
    static final byte[] TABLES_OF_A_POOL = {BRANCH, COMMIT, OBJECT, TIP, CHECKPOINT};

    private final ByteBuffer key = ByteBuffer.allocate(MAX_KEY_BYTES);

    private CatalogKeys(byte table) {
        key.put(table);
    }

    private CatalogKeys number(int value) {
        key.putInt(value);
        return this;
    }

    private CatalogKeys id(Id id) {
        id.write(key);
        return this;
    }

    private CatalogKeys text(byte[] text) {
        return openText(text).end();
    }

    /// Writes a text without its end, so that the key is less than or equal to that of all texts that begin so.
    private CatalogKeys openText(byte[] text) {
        int limit = key.position() + MAX_TEXT_BYTES;
        for (byte octet : text) {
            if (key.position() + (octet == 0 ? 2 : 1) > limit) {
                break;
            }
            key.put(octet);
            if (octet == 0) {
                key.put((byte) 0xff);
            }
        }
        return this;
    }

    private CatalogKeys end() {
        key.put((byte) 0).put((byte) 0);
        return this;
    }

    private byte[] bytes() {
        return Arrays.copyOf(key.array(), key.position());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] lake(String name) {
        return new CatalogKeys(LAKE).openText(utf8(name)).bytes();
    }

    static byte[] table(byte table) {
        return new CatalogKeys(table).bytes();
    }

    static byte[] table(byte table, int number) {
        return new CatalogKeys(table).number(number).bytes();
    }

    /// Returns the number of a key made by [#table(byte, int)].
    static int packNumber(byte[] key) {
        return ByteBuffer.wrap(key).getInt(1);
    }

    static byte[] poolId(Id id) {
        return new CatalogKeys(POOL_ID).id(id).bytes();
    }

    /// The beginning of the keys of all pools whose name may be the given one.
    static byte[] poolName(String name) {
        return new CatalogKeys(POOL_NAME).text(utf8(name)).bytes();
    }

    static byte[] poolName(String name, int pool) {
        return new CatalogKeys(POOL_NAME).text(utf8(name)).number(pool).bytes();
    }

    /// The beginning of the keys of all branches whose name may be the given one.
    static byte[] branch(int pool, String name) {
        return new CatalogKeys(BRANCH).number(pool).text(utf8(name)).bytes();
    }

    static byte[] branch(int pool, String name, int branch) {
        return new CatalogKeys(BRANCH).number(pool).text(utf8(name)).number(branch).bytes();
    }

    static byte[] commit(int pool, Id id) {
        return new CatalogKeys(COMMIT).number(pool).id(id).bytes();
    }

    static byte[] object(int pool, Id id) {
        return new CatalogKeys(OBJECT).number(pool).id(id).bytes();
    }

    static byte[] checkpoint(int pool, Id id) {
        return new CatalogKeys(CHECKPOINT).number(pool).id(id).bytes();
    }

    /// The beginning of the keys of all objects of a set.
    static byte[] tip(int pool, int set) {
        return new CatalogKeys(TIP).number(pool).number(set).bytes();
    }

    static byte[] tip(int pool, int set, Encoded start, Id id) {
        return new CatalogKeys(TIP).number(pool).number(set).text(start.bytes()).id(id).bytes();
    }

    /// Returns the least key that is greater than a key.
    static byte[] next(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /// Returns the least key that is greater than all that begin with a prefix of more than bytes ff.
    static byte[] after(byte[] prefix) {
        int last = prefix.length - 1;
        while (prefix[last] == -1) {
            last--;
        }
        byte[] after = Arrays.copyOf(prefix, last + 1);
        after[last]++;
        return after;
    }

    /// Returns the object of a key made by [#tip(int, int, Encoded, Id)].
    static Id tipObject(byte[] key) {
        return Id.of(Arrays.copyOfRange(key, key.length - Id.BYTES, key.length));
    }
}
