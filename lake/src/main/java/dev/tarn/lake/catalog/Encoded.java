package dev.tarn.lake.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Some bytes that the catalog keeps for others; immutable, and equal when the bytes are.
public final class Encoded implements Comparable<Encoded> {
    /// No bytes.
    public static final Encoded EMPTY = new Encoded(new byte[0]);

    private final byte[] bytes;

    private Encoded(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes over the given bytes, which must not change any more.
    public static Encoded of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Encoded(bytes);
    }

    static Encoded ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns the bytes, which must not be changed.
    public byte[] bytes() {
        return bytes;
    }

    /// Returns whether there are none.
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /// Compares the bytes as unsigned numbers, a prefix first.
    @Override
    public int compareTo(Encoded other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Encoded other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
