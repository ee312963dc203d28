package dev.tarn.model.vector;

import dev.tarn.model.LimitException;
import java.util.Arrays;

/// Bytes that grow at the end. Not thread-safe.
public final class ByteBuilder {
    private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

    private byte[] bytes;
    private int length;

    /// Creates an empty builder.
    public ByteBuilder() {
        this(64);
    }

    /// Creates an empty builder with room for so many bytes.
    public ByteBuilder(int capacity) {
        bytes = new byte[capacity];
    }

    /// Returns the number of bytes.
    public int length() {
        return length;
    }

    /// Returns the array that holds the bytes, longer than they are as a rule; valid until the next change.
    public byte[] array() {
        return bytes;
    }

    /// Returns a copy of the bytes.
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /// Forgets the bytes from a position on.
    public void truncate(int newLength) {
        length = newLength;
    }

    /// Makes room for more bytes at the end.
    ///
    /// @throws LimitException if the bytes do not fit in an array
    public void reserve(int more) {
        if (more > bytes.length - length) {
            if (more > MAX_BYTES - length) {
                throw new LimitException("a buffer cannot grow beyond 2 GiB: asked for " + (length + (long) more) + " bytes");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(length + (long) more, bytes.length * 2L)));
        }
    }

    /// Appends a byte.
    public void put(int value) {
        if (length == bytes.length) {
            reserve(1);
        }
        bytes[length++] = (byte) value;
    }

    /// Appends bytes.
    public void put(byte[] source) {
        put(source, 0, source.length);
    }

    /// Appends bytes of a range.
    public void put(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /// Appends so many bytes of any value, to be written into [#array].
    public void skip(int count) {
        reserve(count);
        length += count;
    }

    /// Appends so many bytes that are 0.
    public void putZeros(int count) {
        reserve(count);
        Arrays.fill(bytes, length, length + count, (byte) 0);
        length += count;
    }

    /// Appends an unsigned number in LEB128: 7 bits a byte, lowest first.
    public void putUvarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /// Appends the low bytes of a number, lowest first, as few as hold it: none for 0.
    public void putMinimal(long value) {
        reserve(8);
        for (long rest = value; rest != 0; rest >>>= 8) {
            bytes[length++] = (byte) rest;
        }
    }

    /// Begins a tagged body; to be ended with [#endTagged] and what this returns.
    public int beginTagged() {
        put(0);
        return length;
    }

    /// Ends a tagged body: writes in front of it its length plus one, as the ZNG format asks for.
    ///
    /// @param start what [#beginTagged] returned
    public void endTagged(int start) {
        int tag = length - start + 1;
        if (tag < 0x80) {
            bytes[start - 1] = (byte) tag;
            return;
        }
        int extra = uvarintBytes(tag) - 1;
        reserve(extra);
        System.arraycopy(bytes, start, bytes, start + extra, length - start);
        int end = length + extra;
        length = start - 1;
        putUvarint(tag);
        length = end;
    }

    /// Returns the number of bytes that a number has in LEB128.
    public static int uvarintBytes(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }
}
