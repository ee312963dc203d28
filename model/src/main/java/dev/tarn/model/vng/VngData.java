package dev.tarn.model.vng;

import dev.tarn.model.InputException;
import dev.tarn.model.zng.Lz4Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Bytes that can be read at any place: a range of a file.
///
/// @param offset where the range begins
/// @param length its length in bytes
record VngData(FileChannel channel, long offset, long length) {
    private static final int STRETCH_BYTES = 128 * 1024;

    /// Returns a range of this range.
    VngData range(long from, long count) {
        return new VngData(channel, offset + from, count);
    }

    /// Reads bytes.
    ///
    /// @param from where they begin, relative to the range
    /// @throws InputException if the range or the file ends before
    byte[] read(long from, int count) {
        if (from < 0 || from > length - count) {
            throw new InputException(
                    "truncated VNG: " + count + " bytes wanted at byte " + (offset + from) + ", it ends at " + (offset + length));
        }
        var buffer = ByteBuffer.allocate(count);
        try {
            while (buffer.position() < count) {
                // Bytes on their way into an array pass through a buffer of the JDK's, which should stay in the processor's cache.
                buffer.limit(Math.min(count, buffer.position() + STRETCH_BYTES));
                if (channel.read(buffer, offset + from + buffer.position()) < 0) {
                    throw new InputException(
                            "truncated VNG: the file ends at byte " + channel.size() + " instead of " + (offset + from + count));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading VNG at byte " + (offset + from) + ": " + e.getMessage(), e);
        }
        return buffer.array();
    }

    /// Reads a segment, uncompressed.
    byte[] read(Segment segment) {
        byte[] stored = read(segment.offset(), segment.length());
        if (segment.compression() == VngFormat.UNCOMPRESSED) {
            return stored;
        }
        var bytes = new byte[segment.size()];
        try {
            Lz4Block.decompress(stored, 0, stored.length, bytes, 0, bytes.length);
        } catch (InputException e) {
            throw new InputException("VNG data at byte " + (offset + segment.offset()) + ": " + e.getMessage(), e);
        }
        return bytes;
    }
}
