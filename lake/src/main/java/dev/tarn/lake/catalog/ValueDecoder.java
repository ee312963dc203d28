package dev.tarn.lake.catalog;

import dev.tarn.model.CorruptException;
import dev.tarn.model.UnsupportedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Reads one value of the catalog; every length is checked against what is there. See [CatalogFormat].
final class ValueDecoder {
    private final String subject;
    private final ByteBuffer in;

    /// Starts reading a value.
    ///
    /// @param subject what the value is, for messages
    /// @throws CorruptException if it is shorter than any value or its checksum is wrong
    /// @throws UnsupportedException if its version is unknown
    ValueDecoder(String subject, byte[] bytes) {
        this.subject = subject;
        int end = bytes.length - Integer.BYTES;
        if (end < 1) {
            throw new CorruptException("catalog " + subject + ": " + bytes.length + " bytes are too few for a value");
        }
        var crc = new CRC32C();
        crc.update(bytes, 0, end);
        int stored = ByteBuffer.wrap(bytes).getInt(end);
        if (stored != (int) crc.getValue()) {
            throw new CorruptException("catalog %s: checksum is %08x, expected %08x"
                    .formatted(subject, stored, (int) crc.getValue()));
        }
        in = ByteBuffer.wrap(bytes, 0, end);
        int version = octet();
        if (version != CatalogFormat.VERSION) {
            throw new UnsupportedException("catalog %s has version %d, this version of Tarn reads version %d"
                    .formatted(subject, version, CatalogFormat.VERSION));
        }
    }

    int octet() {
        need(1);
        return in.get() & 0xff;
    }

    /// Reads a number that is at least 0.
    long number() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw corrupt("a number has more than 63 bits");
    }

    int count() {
        long value = number();
        if (value > Integer.MAX_VALUE) {
            throw corrupt("a count is " + value + ", more than " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    long fixed() {
        need(Long.BYTES);
        return in.getLong();
    }

    int word() {
        need(Integer.BYTES);
        return in.getInt();
    }

    Id id() {
        need(Id.BYTES);
        return Id.read(in);
    }

    byte[] bytes() {
        int length = count();
        need(length);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    void end() {
        if (in.hasRemaining()) {
            throw corrupt(in.remaining() + " bytes are left over");
        }
    }

    private void need(int length) {
        if (length > in.remaining()) {
            throw corrupt(length + " bytes are needed, " + in.remaining() + " are left");
        }
    }

    private CorruptException corrupt(String what) {
        return new CorruptException("catalog " + subject + ": at byte " + in.position() + " " + what);
    }
}
