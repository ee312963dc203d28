package dev.tarn.model.vng;

import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.zng.Lz4Block;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The data section of a VNG file in the making: segments one after another, each compressed if that makes it smaller.
final class SegmentData {
    private final Lz4Block compressor = new Lz4Block();
    private final List<byte[]> pieces = new ArrayList<>();
    private long length;

    /// Appends a segment and returns where it is.
    Segment append(ByteBuilder bytes) {
        int size = bytes.length();
        if (size == 0) {
            return new Segment(length, 0, 0, VngFormat.UNCOMPRESSED);
        }
        var compressed = new byte[size - 1];
        int compressedLength = compressor.compress(bytes.array(), 0, size, compressed, size - 1);
        boolean isCompressed = compressedLength > 0;
        byte[] piece = isCompressed ? Arrays.copyOf(compressed, compressedLength) : bytes.toBytes();
        var segment = new Segment(
                length, piece.length, size, isCompressed ? VngFormat.LZ4 : VngFormat.UNCOMPRESSED);
        pieces.add(piece);
        length += piece.length;
        return segment;
    }

    /// Returns the number of bytes so far.
    long length() {
        return length;
    }

    /// Writes all segments.
    void writeTo(OutputStream out) throws IOException {
        for (byte[] piece : pieces) {
            out.write(piece);
        }
    }
}
