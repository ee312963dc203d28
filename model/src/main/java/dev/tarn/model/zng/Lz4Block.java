package dev.tarn.model.zng;

import dev.tarn.model.InputException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Compresses and decompresses LZ4 blocks. A compressor belongs to one thread; decompressing needs no state.
///
/// Which of the many valid encodings of a block the compressor chooses is fixed, byte by byte, as sizes of compressed data are
/// visible to users of a lake: the choices are those of the fast compressor that other Zed implementations have.
///
/// `Block := Sequence*`, `Sequence := Token(u8) LiteralLength* Literals (Offset(u16) MatchLength*)?`. The token has the lengths of
/// literals (high four bits) and match (low four bits, 4 less); 15 goes on in further bytes, up to one that is not 255.
public final class Lz4Block {
    private static final int MIN_MATCH = 4;
    // No match begins in the last bytes of a block.
    private static final int TAIL = 14;
    private static final int WINDOW = 1 << 16;
    private static final long HASH_FACTOR = 227718039650203L;
    private static final int SKIP_SHIFT = 7;
    private static final int LENGTH_MASK = 15;
    // A short part of a sequence, copied word by word, stays within so many bytes of both sides.
    private static final int ROOM = 64;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    // For each hash the last position that had it, its low 16 bits.
    private final char[] table = new char[1 << 16];

    private byte[] source = new byte[0];
    private int base;
    private byte[] target = new byte[0];
    private int limit;
    private int out;

    /// Compresses a range of an array into the beginning of another.
    ///
    /// @param maxLength how long the result may be at most
    /// @return the length of the result, or 0 if it would be longer than that or nothing can be gained
    public int compress(byte[] from, int offset, int length, byte[] to, int maxLength) {
        Arrays.fill(table, '\0');
        source = from;
        base = offset;
        target = to;
        limit = maxLength;
        out = 0;
        try {
            return compress(length);
        } finally {
            source = new byte[0];
            target = source;
        }
    }

    private int compress(int length) {
        int end = length - TAIL;
        int anchor = 0;
        int at = 0;
        while (at < end) {
            long bytes = load(at);
            int hash = hash(bytes);
            int secondHash = hash(bytes >>> 8);
            int candidate = candidate(hash, at);
            int secondCandidate = candidate(secondHash, at + 1);
            table[hash] = (char) at;
            table[secondHash] = (char) (at + 1);
            if (!matches(candidate, at, (int) bytes)) {
                int thirdHash = hash(bytes >>> 16);
                int thirdCandidate = candidate(thirdHash, at + 2);
                at++;
                candidate = secondCandidate;
                if (!matches(candidate, at, (int) (bytes >>> 8))) {
                    at++;
                    candidate = thirdCandidate;
                    table[thirdHash] = (char) at;
                    if (!matches(candidate, at, (int) (bytes >>> 16))) {
                        at += 2 + (at - anchor >> SKIP_SHIFT);
                        continue;
                    }
                }
            }
            int distance = at - candidate;
            int start = at;
            while (start > anchor && start - distance > 0 && byteAt(start - 1) == byteAt(start - distance - 1)) {
                start--;
            }
            at = matchEnd(at + MIN_MATCH, distance, end);
            if (!writeSequence(anchor, start, distance, at - start - MIN_MATCH)) {
                return 0;
            }
            anchor = at;
            if (at < end) {
                table[hash(load(at - 2))] = (char) (at - 2);
            }
        }
        return anchor == 0 || !writeLastLiterals(anchor, length) ? 0 : out;
    }

    private int matchEnd(int from, int distance, int end) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long difference = load(at) ^ load(at - distance);
            if (difference != 0) {
                return at + (Long.numberOfTrailingZeros(difference) >> 3);
            }
            at += Long.BYTES;
        }
        return at;
    }

    private long load(int position) {
        return (long) LONG.get(source, base + position);
    }

    private byte byteAt(int position) {
        return source[base + position];
    }

    private static int hash(long bytes) {
        return (int) ((bytes << 16) * HASH_FACTOR >>> 48);
    }

    private int candidate(int hash, int at) {
        int position = table[hash] + (at & -WINDOW);
        return position < at ? position : position - WINDOW;
    }

    private boolean matches(int candidate, int at, int fourBytes) {
        return candidate >= 0 && at - candidate < WINDOW && (int) INT.get(source, base + candidate) == fourBytes;
    }

    private boolean writeSequence(int anchor, int start, int distance, int extraMatch) {
        int literals = start - anchor;
        if (!writeToken(literals, Math.min(extraMatch, LENGTH_MASK)) || !writeLiterals(anchor, literals) || out + 2 > limit) {
            return false;
        }
        target[out++] = (byte) distance;
        target[out++] = (byte) (distance >>> 8);
        return extraMatch < LENGTH_MASK || writeLength(extraMatch - LENGTH_MASK);
    }

    private boolean writeLastLiterals(int anchor, int length) {
        int literals = length - anchor;
        return writeToken(literals, 0) && out < anchor && writeLiterals(anchor, literals);
    }

    private boolean writeToken(int literals, int match) {
        if (out >= limit) {
            return false;
        }
        target[out++] = (byte) (Math.min(literals, LENGTH_MASK) << 4 | match);
        return literals < LENGTH_MASK || writeLength(literals - LENGTH_MASK);
    }

    private boolean writeLength(int length) {
        int rest = length;
        for (; rest >= 255 && out < limit; rest -= 255) {
            target[out++] = (byte) 255;
        }
        if (out >= limit) {
            return false;
        }
        target[out++] = (byte) rest;
        return true;
    }

    private boolean writeLiterals(int from, int count) {
        if (count > limit - out) {
            return false;
        }
        System.arraycopy(source, base + from, target, out, count);
        out += count;
        return true;
    }

    /// Decompresses a range of an array that is one block into a range of another that it fills exactly.
    ///
    /// @throws InputException if the block is malformed or does not have the length asked for
    public static void decompress(byte[] from, int offset, int length, byte[] to, int toOffset, int toLength) {
        int in = offset;
        int end = offset + length;
        int out = toOffset;
        int outEnd = toOffset + toLength;
        // Within these bounds, and checked against them as a whole, words are copied beyond what is asked for.
        int fastIn = end - ROOM;
        int fastOut = outEnd - ROOM;
        while (in < end) {
            int token = from[in++];
            int literals = token >>> 4 & LENGTH_MASK;
            if (literals < LENGTH_MASK && in < fastIn && out < fastOut) {
                LONG.set(to, out, (long) LONG.get(from, in));
                LONG.set(to, out + 8, (long) LONG.get(from, in + 8));
            } else {
                if (literals == LENGTH_MASK) {
                    long more = readLength(from, in, end);
                    in = (int) (more >>> 32);
                    literals += (int) more;
                }
                if (literals > end - in || literals > outEnd - out) {
                    throw malformed(in - offset, "too many literals");
                }
                copyLiterals(from, in, to, out, literals, in + literals < fastIn && out + literals < fastOut);
            }
            in += literals;
            out += literals;
            if (in == end) {
                break;
            }
            if (end - in < 2) {
                throw malformed(in - offset, "it ends within a match");
            }
            int distance = (short) SHORT.get(from, in) & 0xffff;
            in += 2;
            int match = token & LENGTH_MASK;
            if (match < LENGTH_MASK && distance >= Long.BYTES && distance <= out - toOffset && out < fastOut) {
                LONG.set(to, out, (long) LONG.get(to, out - distance));
                LONG.set(to, out + 8, (long) LONG.get(to, out + 8 - distance));
                SHORT.set(to, out + 16, (short) SHORT.get(to, out + 16 - distance));
                out += match + MIN_MATCH;
                continue;
            }
            if (match == LENGTH_MASK) {
                long more = readLength(from, in, end);
                in = (int) (more >>> 32);
                match += (int) more;
            }
            match += MIN_MATCH;
            if (distance == 0 || distance > out - toOffset || match > outEnd - out) {
                throw malformed(in - offset, "a match of " + match + " bytes at distance " + distance);
            }
            copyMatch(to, out, distance, match, out + match < fastOut);
            out += match;
        }
        if (out != outEnd) {
            throw malformed(length, "it has " + (out - toOffset) + " bytes instead of " + toLength);
        }
    }

    private static void copyLiterals(byte[] from, int in, byte[] to, int out, int count, boolean room) {
        if (!room || count > 256) {
            System.arraycopy(from, in, to, out, count);
            return;
        }
        for (int i = 0; i < count; i += Long.BYTES) {
            LONG.set(to, out + i, (long) LONG.get(from, in + i));
        }
    }

    private static void copyMatch(byte[] to, int at, int distance, int length, boolean room) {
        if (!room) {
            for (int i = 0; i < length; i++) {
                to[at + i] = to[at + i - distance];
            }
            return;
        }
        int i = 0;
        int period = distance;
        if (distance < Long.BYTES) {
            for (; i < Long.BYTES; i++) {
                to[at + i] = to[at + i - distance];
            }
            // What repeats itself every few bytes does so every multiple of them, and words can be copied from there.
            period = distance * ((Long.BYTES - 1) / distance + 1);
        }
        for (; i < length; i += Long.BYTES) {
            LONG.set(to, at + i, (long) LONG.get(to, at + i - period));
        }
    }

    // Returns where it stopped reading in the upper half, the length in the lower.
    private static long readLength(byte[] from, int offset, int end) {
        int at = offset;
        int length = 0;
        while (true) {
            if (at >= end || length < 0) {
                throw malformed(at, "a length does not end");
            }
            int next = from[at++] & 0xff;
            length += next;
            if (next < 255) {
                // A length near the greatest int must not turn negative when the caller adds to it.
                if (length < 0 || length > Integer.MAX_VALUE - 64) {
                    throw malformed(at, "a length does not end");
                }
                return (long) at << 32 | length;
            }
        }
    }

    private static InputException malformed(int at, String problem) {
        return new InputException("malformed LZ4 block at byte " + at + ": " + problem);
    }
}
