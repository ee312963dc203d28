package dev.tarn.model.text;

import dev.tarn.model.LimitException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// UTF-8 text that grows at the end, to be given to a stream piece by piece. Not thread-safe.
public final class TextBuilder {
    private static final int MAX_BYTES = Integer.MAX_VALUE - 16;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAIRS = pairs();

    private byte[] bytes;
    private int length;

    /// Creates an empty text.
    public TextBuilder() {
        this(256);
    }

    /// Creates an empty text with room for so many bytes.
    public TextBuilder(int capacity) {
        bytes = new byte[capacity];
    }

    private static byte[] pairs() {
        var pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
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
                throw new LimitException("a text cannot grow beyond 2 GiB: asked for " + (length + (long) more) + " bytes");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(length + (long) more, bytes.length * 2L)));
        }
    }

    /// Puts an ASCII character in front of what begins at a position.
    public void insert(int position, char character) {
        reserve(1);
        System.arraycopy(bytes, position, bytes, position + 1, length - position);
        bytes[position] = (byte) character;
        length++;
    }

    /// Appends a byte, as a rule an ASCII character.
    public void put(int character) {
        if (length == bytes.length) {
            reserve(1);
        }
        bytes[length++] = (byte) character;
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

    /// Appends a string.
    public void put(String text) {
        int count = text.length();
        reserve(count);
        int at = length;
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                put(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[at + i] = (byte) c;
        }
        length = at + count;
    }

    /// Appends a character by its code point.
    public void putCodePoint(int c) {
        reserve(4);
        if (c < 0x80) {
            bytes[length++] = (byte) c;
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >>> 6);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        } else if (c < 0x10000) {
            bytes[length++] = (byte) (0xe0 | c >>> 12);
            bytes[length++] = (byte) (0x80 | c >>> 6 & 0x3f);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        } else {
            bytes[length++] = (byte) (0xf0 | c >>> 18);
            bytes[length++] = (byte) (0x80 | c >>> 12 & 0x3f);
            bytes[length++] = (byte) (0x80 | c >>> 6 & 0x3f);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        }
    }

    /// Appends so many spaces.
    public void putSpaces(int count) {
        reserve(count);
        Arrays.fill(bytes, length, length + count, (byte) ' ');
        length += count;
    }

    /// Appends a number in decimal.
    public void putDecimal(long value) {
        if (value >= 0) {
            putPositive(value);
        } else if (value == Long.MIN_VALUE) {
            put("-9223372036854775808");
        } else {
            put('-');
            putPositive(-value);
        }
    }

    /// Appends the number that the 64 bits are without a sign, in decimal.
    public void putUnsigned(long bits) {
        if (bits >= 0) {
            putPositive(bits);
        } else {
            putPositive(Long.divideUnsigned(bits, 10));
            put((int) ('0' + Long.remainderUnsigned(bits, 10)));
        }
    }

    private void putPositive(long value) {
        int digits = decimalDigits(value);
        reserve(digits);
        length += digits;
        writePositive(value, length);
    }

    private void writePositive(long value, int end) {
        long rest = value;
        int at = end;
        while (rest >= 100) {
            long quotient = rest / 100;
            int pair = (int) (rest - quotient * 100) * 2;
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
            rest = quotient;
        }
        if (rest >= 10) {
            bytes[--at] = PAIRS[(int) rest * 2 + 1];
            bytes[--at] = PAIRS[(int) rest * 2];
        } else {
            bytes[--at] = (byte) ('0' + rest);
        }
    }

    private static int decimalDigits(long value) {
        long limit = 10;
        for (int digits = 1; digits < 19; digits++) {
            if (value < limit) {
                return digits;
            }
            limit *= 10;
        }
        return 19;
    }

    /// Appends the digits of a number that is not negative, with zeros in front up to a width.
    public void putPadded(long value, int width) {
        int digits = decimalDigits(value);
        for (int i = digits; i < width; i++) {
            put('0');
        }
        putPositive(value);
    }

    /// Appends the bytes of a range as hexadecimal digits, two for each byte.
    public void putHex(byte[] source, int offset, int count) {
        reserve(Math.multiplyExact(count, 2));
        for (int i = offset; i < offset + count; i++) {
            bytes[length++] = HEX[source[i] >>> 4 & 0xf];
            bytes[length++] = HEX[source[i] & 0xf];
        }
    }

    /// Appends a number in hexadecimal without leading zeros.
    ///
    /// @param value at least 0
    public void putHex(int value) {
        int shift = 28;
        while (shift > 0 && value >>> shift == 0) {
            shift -= 4;
        }
        for (; shift >= 0; shift -= 4) {
            put(HEX[value >>> shift & 0xf]);
        }
    }

    /// Writes the bytes to a stream and begins anew.
    ///
    /// @throws UncheckedIOException if writing fails
    public void writeTo(OutputStream stream) {
        try {
            stream.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        length = 0;
    }

    /// Returns the text.
    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
