package dev.tarn.lake.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Writes one value of the catalog: the version, fields in order, the checksum. See [CatalogFormat].
final class ValueEncoder {
    private byte[] buffer = new byte[256];
    private int length;

    ValueEncoder() {
        octet(CatalogFormat.VERSION);
    }

    ValueEncoder octet(int value) {
        reserve(1);
        buffer[length++] = (byte) value;
        return this;
    }

    ValueEncoder number(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
        return this;
    }

    ValueEncoder fixed(long value) {
        reserve(Long.BYTES);
        ByteBuffer.wrap(buffer, length, Long.BYTES).putLong(value);
        length += Long.BYTES;
        return this;
    }

    ValueEncoder word(int value) {
        reserve(Integer.BYTES);
        ByteBuffer.wrap(buffer, length, Integer.BYTES).putInt(value);
        length += Integer.BYTES;
        return this;
    }

    ValueEncoder id(Id value) {
        reserve(Id.BYTES);
        value.write(ByteBuffer.wrap(buffer, length, Id.BYTES));
        length += Id.BYTES;
        return this;
    }

    ValueEncoder bytes(byte[] value) {
        number(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
        return this;
    }

    ValueEncoder text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    byte[] finish() {
        var crc = new CRC32C();
        crc.update(buffer, 0, length);
        word((int) crc.getValue());
        return Arrays.copyOf(buffer, length);
    }

    private void reserve(int more) {
        if (more > buffer.length - length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(length, more)));
        }
    }
}
