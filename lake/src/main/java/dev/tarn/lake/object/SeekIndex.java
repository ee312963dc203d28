package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Encoded;
import dev.tarn.model.CorruptException;
import dev.tarn.model.vector.ByteBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The segments of an object: each is a ZNG stream of its own with a range of keys.
///
///     Index   := Version(u8: 1) Count(uvarint) Segment*
///     Segment := Minimum(bytes) Maximum(bytes) Values(uvarint) Length(uvarint) BodyLength(uvarint) Crc(u32: CRC-32C)
///     bytes   := Length(uvarint) u8*
///
/// Minimum and maximum are prefixes of keys, see [KeyEncoding]. Segments lie one after another, the first at the beginning
/// of the object.
///
/// @param segments the segments, in the order of the object
record SeekIndex(List<Segment> segments) {
    private static final int VERSION = 1;
    // The shortest segment has two empty prefixes, three numbers of one byte and the checksum.
    private static final int MIN_SEGMENT_BYTES = 9;

    /// A segment of an object.
    ///
    /// @param minimum the prefix of its least key
    /// @param maximum the prefix of its greatest key
    /// @param values how many values it has
    /// @param offset where it begins in the object
    /// @param length its length in bytes
    /// @param bodyBytes the length of its values without compression and framing
    /// @param checksum the CRC-32C of its bytes
    record Segment(Encoded minimum, Encoded maximum, long values, long offset, int length, long bodyBytes, int checksum) {}

    SeekIndex {
        segments = List.copyOf(segments);
    }

    byte[] encode() {
        var out = new ByteBuilder();
        out.put(VERSION);
        out.putUvarint(segments.size());
        for (Segment segment : segments) {
            putBytes(out, segment.minimum);
            putBytes(out, segment.maximum);
            out.putUvarint(segment.values);
            out.putUvarint(segment.length);
            out.putUvarint(segment.bodyBytes);
            out.put(ByteBuffer.allocate(Integer.BYTES).putInt(segment.checksum).array());
        }
        return out.toBytes();
    }

    private static void putBytes(ByteBuilder out, Encoded bytes) {
        out.putUvarint(bytes.bytes().length);
        out.put(bytes.bytes());
    }

    /// Reads an index.
    ///
    /// @param subject what it belongs to and where it lies, for messages
    /// @throws CorruptException if it is malformed
    static SeekIndex decode(byte[] bytes, String subject) {
        return new SeekIndex(new Decoder(ByteBuffer.wrap(bytes), subject).segments());
    }

    private record Decoder(ByteBuffer in, String subject) {
        List<Segment> segments() {
            need(1);
            int version = in.get();
            if (version != VERSION) {
                throw corrupt("version is " + version + ", expected " + VERSION);
            }
            long count = number();
            if (count > in.remaining() / MIN_SEGMENT_BYTES) {
                throw corrupt(count + " segments do not fit in " + in.remaining() + " bytes");
            }
            List<Segment> segments = new ArrayList<>();
            long offset = 0;
            for (long i = 0; i < count; i++) {
                Segment segment = segment(offset);
                segments.add(segment);
                offset += segment.length;
            }
            if (in.hasRemaining()) {
                throw corrupt(in.remaining() + " bytes are left over");
            }
            return segments;
        }

        private Segment segment(long offset) {
            Encoded minimum = bytes();
            Encoded maximum = bytes();
            long values = number();
            long length = number();
            long bodyBytes = number();
            need(Integer.BYTES);
            if (length > Integer.MAX_VALUE) {
                throw corrupt("a segment has " + length + " bytes, more than " + Integer.MAX_VALUE);
            }
            return new Segment(minimum, maximum, values, offset, (int) length, bodyBytes, in.getInt());
        }

        private Encoded bytes() {
            long length = number();
            if (length > in.remaining()) {
                throw corrupt(length + " bytes are needed, " + in.remaining() + " are left");
            }
            byte[] bytes = new byte[(int) length];
            in.get(bytes);
            return Encoded.of(bytes);
        }

        private long number() {
            long value = 0;
            for (int shift = 0; shift < 63; shift += 7) {
                need(1);
                int next = in.get() & 0xff;
                value |= (long) (next & 0x7f) << shift;
                if (next < 0x80) {
                    return value;
                }
            }
            throw corrupt("a number has more than 63 bits");
        }

        private void need(int length) {
            if (length > in.remaining()) {
                throw corrupt(length + " bytes are needed, " + in.remaining() + " are left");
            }
        }

        private CorruptException corrupt(String what) {
            return new CorruptException(subject + ": seek index is corrupt at its byte " + in.position() + ": " + what);
        }
    }
}
