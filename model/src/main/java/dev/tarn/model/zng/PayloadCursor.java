package dev.tarn.model.zng;

import dev.tarn.model.InputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads numbers and names from a payload, never beyond its end.
final class PayloadCursor {
    private final byte[] buffer;
    private final int begin;
    private final int end;
    private int position;

    PayloadCursor(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.begin = offset;
        this.position = offset;
        this.end = offset + length;
    }

    boolean hasMore() {
        return position < end;
    }

    int position() {
        return position;
    }

    int readByte() {
        if (position >= end) {
            throw malformed("it ends too early");
        }
        return buffer[position++] & 0xff;
    }

    /// Reads an unsigned LEB128 number that fits in an `int`.
    int readUvarint() {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = readByte();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                if (value > Integer.MAX_VALUE) {
                    break;
                }
                return (int) value;
            }
        }
        throw malformed("a number does not fit in 31 bits");
    }

    /// Reads the number of elements that follow, each of which takes a byte at least.
    int readCount(int bytesEach) {
        int count = readUvarint();
        if (count > (end - position) / bytesEach) {
            throw malformed(count + " elements announced, " + (end - position) + " bytes left");
        }
        return count;
    }

    String readName() {
        int length = readCount(1);
        try {
            var name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, position, length));
            position += length;
            return name.toString();
        } catch (CharacterCodingException e) {
            throw new InputException(malformedMessage("a name is not valid UTF-8"), e);
        }
    }

    InputException malformed(String problem) {
        return new InputException(malformedMessage(problem));
    }

    private String malformedMessage(String problem) {
        return "malformed ZNG type definition at byte " + (position - begin) + ": " + problem;
    }
}
