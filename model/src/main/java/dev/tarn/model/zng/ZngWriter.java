package dev.tarn.model.zng;

import dev.tarn.model.Sink;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/// Writes ZNG: values go into a buffer, and from there as a frame to the output whenever there are enough of them.
///
/// The bodies of [dev.tarn.model.vector.Rows] are copied as they are. Nothing at all is written for no values. Closing ends the stream and flushes the
/// output but leaves it open.
public final class ZngWriter implements Sink {
    // A buffer that one huge value made this much larger than frames are is not kept.
    private static final int KEPT_FACTOR = 4;
    // With this much to compress it is worth the while to bind a library that does it.
    private static final long MANY_BYTES = 512 * 1024;

    private final OutputStream out;
    private final ZngWriteOptions options;
    private final TypeEncoder types = new TypeEncoder();
    private final ByteBuilder header = new ByteBuilder(16);
    private ByteBuilder values = new ByteBuilder();
    private Lz4Block compressor;
    private byte[] compressed = new byte[0];
    private long compressedBytes;
    private long position;
    private long streamStart;

    /// Creates a writer.
    ///
    /// @param out where the stream goes; not closed by the writer
    public ZngWriter(OutputStream out, ZngWriteOptions options) {
        this.out = out;
        this.options = options;
    }

    @Override
    public void write(Vector batch) {
        write(batch, 0, batch.length());
    }

    /// Writes a range of the rows of a batch: for those who end streams between them.
    ///
    /// @param from the first row (0-based)
    /// @param to the row after the last one
    public void write(Vector batch, int from, int to) {
        Objects.checkFromToIndex(from, to, batch.length());
        switch (batch) {
            case TypedVector typed -> {
                var part = new Part(typed);
                for (int row = from; row < to; row++) {
                    part.write(row);
                }
            }
            case Mixed mixed -> writeMixed(mixed, from, to);
        }
    }

    private void writeMixed(Mixed mixed, int from, int to) {
        var parts = new Part[mixed.parts().size()];
        int[] tags = mixed.tags();
        int[] slots = mixed.slots();
        for (int row = from; row < to; row++) {
            var part = parts[tags[row]];
            if (part == null) {
                part = new Part(mixed.parts().get(tags[row]));
                parts[tags[row]] = part;
            }
            part.write(slots[row]);
        }
    }

    /// A vector of one type that values are written of.
    private final class Part {
        private final Type type;
        private final BodyEncoder encoder;
        private int id = -1;

        Part(TypedVector vector) {
            this.type = vector.type();
            this.encoder = BodyEncoder.of(vector);
        }

        void write(int row) {
            if (id < 0) {
                // Not before: types are numbered by their first use.
                id = types.id(type);
            }
            values.putUvarint(id);
            encoder.writeTagged(row, values);
            if (values.length() >= options.frameBytes() || types.typedefs().length() >= options.frameBytes()) {
                writeFrames();
            }
        }
    }

    /// Writes a control message, after the values so far.
    ///
    /// @param format one of the `CONTROL_` constants of [ZngFormat]
    /// @param message the message
    public void writeControl(int format, byte[] message) {
        writeFrames();
        var payload = new byte[message.length + 1];
        payload[0] = (byte) format;
        System.arraycopy(message, 0, payload, 1, message.length);
        writeFrame(ZngFormat.CONTROL_FRAME, payload, payload.length);
    }

    /// Writes the values held back to the output and flushes it, so that a reader gets to see them.
    public void flush() {
        writeFrames();
        try {
            out.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Ends the stream, if it has anything in it, and begins another; what is written next can be read without what was written before.
    public void endStream() {
        writeFrames();
        if (position != streamStart) {
            put(new byte[] {(byte) ZngFormat.END_OF_STREAM}, 1);
            streamStart = position;
        }
        types.reset();
    }

    /// Returns the number of bytes written to the output; after [#endStream] the offset at which the next stream begins.
    public long position() {
        return position;
    }

    @Override
    public void close() {
        endStream();
        flush();
    }

    private void writeFrames() {
        var typedefs = types.typedefs();
        writeFrame(ZngFormat.TYPES_FRAME, typedefs.array(), typedefs.length());
        typedefs.truncate(0);
        writeFrame(ZngFormat.VALUES_FRAME, values.array(), values.length());
        if (values.array().length / KEPT_FACTOR > options.frameBytes()) {
            values = new ByteBuilder();
        } else {
            values.truncate(0);
        }
    }

    private void writeFrame(int kind, byte[] payload, int length) {
        if (length == 0) {
            return;
        }
        int compressedLength = options.compress() ? compress(payload, length) : 0;
        header.truncate(0);
        if (compressedLength == 0) {
            putFrameLength(kind, length);
            put(header.array(), header.length());
            put(payload, length);
            return;
        }
        putFrameLength(
                kind | ZngFormat.COMPRESSED_BIT >>> ZngFormat.KIND_SHIFT,
                1 + ByteBuilder.uvarintBytes(length) + compressedLength);
        header.put(ZngFormat.LZ4);
        header.putUvarint(length);
        put(header.array(), header.length());
        put(compressed, compressedLength);
    }

    private void putFrameLength(int kind, int length) {
        header.put(kind << ZngFormat.KIND_SHIFT | length & ZngFormat.LENGTH_MASK);
        header.putUvarint(length >>> ZngFormat.LENGTH_BITS);
    }

    private int compress(byte[] payload, int length) {
        if (compressor == null) {
            compressor = new Lz4Block();
        }
        if (compressed.length < length) {
            compressed = new byte[length];
        }
        compressedBytes += length;
        var library = compressedBytes > MANY_BYTES ? NativeLz4.get() : Optional.<NativeLz4>empty();
        return library.isPresent()
                ? library.get().compress(payload, 0, length, compressed, length)
                : compressor.compress(payload, 0, length, compressed, length);
    }

    private void put(byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw failed(e);
        }
        position += length;
    }

    private static UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException("writing ZNG: " + cause.getMessage(), cause);
    }
}
