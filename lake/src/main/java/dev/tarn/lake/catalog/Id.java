package dev.tarn.lake.catalog;

import com.github.ksuid.Ksuid;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/// Identifies a pool, a commit or an object: a KSUID of 20 bytes (seconds since 2014-05-13, then 16 random bytes).
///
/// Identifiers made within one second are in no particular order; what came first is told by catalog sequence numbers.
public final class Id implements Comparable<Id> {
    /// The length of an identifier in bytes.
    public static final int BYTES = 20;
    /// The identifier that stands for "none": 20 zero bytes.
    public static final Id NIL = new Id(0, 0, 0);

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int TEXT_LENGTH = 27;
    private static final int HEX_LENGTH = 2 + 2 * BYTES;

    private final long high;
    private final long middle;
    private final int low;

    private Id(long high, long middle, int low) {
        this.high = high;
        this.middle = middle;
        this.low = low;
    }

    /// Makes a new identifier.
    public static Id create() {
        return of(Ksuid.newKsuid().asBytes());
    }

    /// Returns the identifier with the given bytes.
    ///
    /// @throws IllegalArgumentException if there are not exactly 20
    public static Id of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an identifier has 20 bytes, not " + bytes.length);
        }
        return read(ByteBuffer.wrap(bytes));
    }

    /// Returns the identifier that a text stands for (27 digits of base 62, or `0x` and 40 hexadecimal digits), if it does.
    public static Optional<Id> parse(String text) {
        if (text.length() == TEXT_LENGTH) {
            return parseBase62(text);
        }
        if (text.length() == HEX_LENGTH && text.startsWith("0x")) {
            try {
                return Optional.of(of(HexFormat.of().parseHex(text, 2, HEX_LENGTH)));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    // Not the library's own: it refuses identifiers whose bytes begin with a set bit or a zero byte.
    private static Optional<Id> parseBase62(String text) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < TEXT_LENGTH; i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            number = number.multiply(BigInteger.valueOf(DIGITS.length())).add(BigInteger.valueOf(digit));
        }
        return number.bitLength() > 8 * BYTES ? Optional.empty() : Optional.of(new Id(number.shiftRight(96).longValue(),
                number.shiftRight(32).longValue(), number.intValue()));
    }

    static Id read(ByteBuffer buffer) {
        return new Id(buffer.getLong(), buffer.getLong(), buffer.getInt());
    }

    /// Returns the 20 bytes.
    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        write(ByteBuffer.wrap(bytes));
        return bytes;
    }

    void write(ByteBuffer buffer) {
        buffer.putLong(high).putLong(middle).putInt(low);
    }

    /// Returns whether this is [#NIL].
    public boolean isNil() {
        return equals(NIL);
    }

    /// Compares as the bytes do.
    @Override
    public int compareTo(Id other) {
        int order = Long.compareUnsigned(high, other.high);
        if (order == 0) {
            order = Long.compareUnsigned(middle, other.middle);
        }
        return order != 0 ? order : Integer.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Id other && high == other.high && middle == other.middle && low == other.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(middle) * 31 + low;
    }

    /// Returns the 27 digits of base 62.
    @Override
    public String toString() {
        return Ksuid.newBuilder().withKsuidBytes(bytes()).build().toString();
    }
}
