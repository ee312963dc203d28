package dev.tarn.query.function;

import dev.tarn.model.vector.BytesVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Remembers what came of strings that were seen lately, for work that dwarfs looking it up. Grows while there are more strings than
/// places, up to some megabytes, and forgets what another string takes the place of.
final class BytesMemo {
    private static final int FIRST_PLACES = 1 << 10;
    private static final int MAX_PLACES = 1 << 18;
    // What is longer is rare, and not kept.
    private static final int MAX_LENGTH = 256;
    private static final byte[] NOTHING = {};
    private static final long FACTOR = 0x9e3779b97f4a7c15L;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[][] keys = new byte[FIRST_PLACES][];
    private byte[][] results = new byte[FIRST_PLACES][];
    private int[] hashes = new int[FIRST_PLACES];
    private int misses;

    /// What is done with a string.
    @FunctionalInterface
    interface Work {
        /// Returns what comes of the string in a row.
        byte[] result(int row);
    }

    /// Creates a memo that remembers nothing yet.
    BytesMemo() {
        Arrays.fill(keys, NOTHING);
    }

    /// Returns what comes of the string in a row of a column.
    byte[] get(BytesVector strings, int row, Work work) {
        int start = strings.starts()[row];
        int length = strings.lengths()[row];
        if (length == 0 || length > MAX_LENGTH) {
            return work.result(row);
        }
        byte[] arena = strings.arena();
        int hash = hash(arena, start, length);
        int place = (hash ^ hash >>> 15) & keys.length - 1;
        byte[] key = keys[place];
        if (!Arrays.equals(key, 0, key.length, arena, start, start + length)) {
            byte[] result = work.result(row);
            if (++misses > keys.length && keys.length < MAX_PLACES) {
                grow();
            } else {
                keys[place] = Arrays.copyOfRange(arena, start, start + length);
                results[place] = result;
                hashes[place] = hash;
            }
            return result;
        }
        return results[place];
    }

    private static int hash(byte[] arena, int start, int length) {
        long hash = length;
        int at = start;
        for (int last = start + length - Long.BYTES; at <= last; at += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(arena, at)) * FACTOR;
            hash ^= hash >>> 32;
        }
        for (; at < start + length; at++) {
            hash = (hash ^ arena[at]) * FACTOR;
        }
        return (int) (hash >>> 32);
    }

    private void grow() {
        misses = 0;
        int places = keys.length * 4;
        var newKeys = new byte[places][];
        Arrays.fill(newKeys, NOTHING);
        var newResults = new byte[places][];
        var newHashes = new int[places];
        for (int i = 0; i < keys.length; i++) {
            int place = (hashes[i] ^ hashes[i] >>> 15) & places - 1;
            if (keys[i].length > 0) {
                newKeys[place] = keys[i];
                newResults[place] = results[i];
                newHashes[place] = hashes[i];
            }
        }
        keys = newKeys;
        results = newResults;
        hashes = newHashes;
    }
}
