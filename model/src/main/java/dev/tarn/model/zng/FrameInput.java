package dev.tarn.model.zng;

import dev.tarn.model.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/// The bytes of a ZNG stream one after another, in small pieces that nobody writes to again, so that small frames can lie in them.
/// Larger ones are read straight into arrays of their own.
abstract class FrameInput {
    private static final int PIECE_BYTES = 32 * 1024;
    private static final int FIRST_PIECE_BYTES = 4 * 1024;
    // How much is allocated for a length that a stream announced, before that much has arrived.
    private static final int TRUSTED_BYTES = 1024 * 1024;
    // Memory for a frame up to this size is used again and again; larger frames are rare, and so none is outside the heap for them.
    static final int KEPT_BYTES = 1024 * 1024;
    private static final long OPEN_END = -1;
    static final ByteBuffer NO_BUFFER = ByteBuffer.allocate(0);

    private byte[] piece = new byte[0];
    private int next;
    private int end;
    private long pieceOffset;
    private int pieceBytes = FIRST_PIECE_BYTES / 2;
    private int taken;

    static FrameInput of(InputStream in) {
        return new OfStream(in);
    }

    static FrameInput of(FileChannel channel, long offset, long length) {
        return new OfChannel(channel, offset, Math.addExact(offset, length));
    }

    /// Returns what a file has from a place on, up to wherever its end is when it is reached.
    static FrameInput of(FileChannel channel, long offset) {
        return new OfChannel(channel, offset, OPEN_END);
    }

    /// Reads bytes that follow those read before into a buffer that has room; returns how many, 0 only at the end.
    abstract int fill(ByteBuffer buffer) throws IOException;

    /// Returns whether a buffer outside the heap is filled with fewer copies than an array.
    abstract boolean readsOutsideHeap();

    /// Returns how many bytes may follow beyond those read before, at most.
    abstract long unreadLimit();

    /// Returns the position of the next byte in the stream.
    long position() {
        return pieceOffset + next;
    }

    /// Returns the next byte, or -1 at the end.
    int readOrEnd() {
        return next < end || refill() ? piece[next++] & 0xff : -1;
    }

    /// Returns the next byte.
    ///
    /// @throws InputException at the end
    int read() {
        int value = readOrEnd();
        if (value < 0) {
            throw truncated();
        }
        return value;
    }

    /// Returns whether so many bytes can be taken with [#take].
    boolean hasInPiece(int length) {
        return length <= end - next;
    }

    /// Takes bytes that are in the piece already: returns an array that has them from a place on that [#taken()] tells.
    byte[] take(int length) {
        taken = next;
        next += length;
        return piece;
    }

    /// Returns where in the array that [#take] returned the bytes begin.
    int taken() {
        return taken;
    }

    /// Reads bytes to the beginning of a buffer.
    ///
    /// @param target a buffer that may be used if it is long enough
    /// @param anywhere whether the result may be a buffer outside the heap, which a file is read into without a copy
    /// @return the target, or another buffer, which is as long as needed or longer
    /// @throws InputException if there are not so many bytes
    ByteBuffer readInto(ByteBuffer target, int length, boolean anywhere) {
        int have = Math.min(length, end - next);
        if (length - have > unreadLimit()) {
            throw truncated();
        }
        var buffer = (target.capacity() >= length ? target : allocate(length, anywhere)).clear();
        buffer.put(piece, next, have);
        next += have;
        while (buffer.position() < length) {
            if (buffer.position() == buffer.capacity()) {
                buffer = ByteBuffer.allocate((int) Math.min(length, buffer.capacity() * 2L)).put(buffer.flip());
            }
            int count = fillNow(buffer.limit(Math.min(length, buffer.capacity())));
            if (count == 0) {
                throw truncated();
            }
            pieceOffset += count;
        }
        if (length >= PIECE_BYTES) {
            // The next frame is as long, as a rule, and all of it that is wanted in a piece is its header.
            pieceBytes = FIRST_PIECE_BYTES / 2;
        }
        return buffer;
    }

    private ByteBuffer allocate(int length, boolean anywhere) {
        if (anywhere && readsOutsideHeap() && length <= KEPT_BYTES) {
            return ByteBuffer.allocateDirect(Math.min(KEPT_BYTES, length + length / 4));
        }
        return ByteBuffer.allocate(Math.min(length, Math.max(TRUSTED_BYTES, end - next)));
    }

    private void skipPiece() {
        pieceOffset += end;
        piece = new byte[0];
        next = 0;
        end = 0;
    }

    // The rest of a piece is where the next bytes go, as long as there is enough of it.
    private boolean refill() {
        pieceBytes = Math.min(PIECE_BYTES, pieceBytes * 2);
        if (piece.length - end < pieceBytes / 4) {
            skipPiece();
            piece = new byte[(int) Math.max(1, Math.min(pieceBytes, unreadLimit()))];
        }
        int count = fillNow(ByteBuffer.wrap(piece, end, Math.min(pieceBytes, piece.length - end)));
        end += count;
        return count > 0;
    }

    private int fillNow(ByteBuffer buffer) {
        try {
            return fill(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException("reading ZNG at byte " + position() + ": " + e.getMessage(), e);
        }
    }

    /// Returns the code of the next frame, if the whole frame is here already; -1 otherwise.
    int bufferedFrame() {
        if (next == end) {
            return -1;
        }
        int code = piece[next] & 0xff;
        if (code == ZngFormat.END_OF_STREAM) {
            return code;
        }
        long length = 0;
        int at = next + 1;
        for (int shift = 0; at < end && shift < 35; shift += 7) {
            byte value = piece[at++];
            length |= (value & 0x7fL) << shift;
            if (value >= 0) {
                length = length << ZngFormat.LENGTH_BITS | code & ZngFormat.LENGTH_MASK;
                return length <= end - at ? code : -1;
            }
        }
        return -1;
    }

    InputException truncated() {
        return new InputException("truncated ZNG: it ends within a frame, at byte " + position());
    }

    /// Frees what was opened for reading. Pieces taken before stay as they are.
    abstract void close();

    private static final class OfStream extends FrameInput {
        private final InputStream in;

        OfStream(InputStream in) {
            this.in = in;
        }

        @Override
        int fill(ByteBuffer buffer) throws IOException {
            int count = Math.max(0, in.read(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining()));
            buffer.position(buffer.position() + count);
            return count;
        }

        @Override
        boolean readsOutsideHeap() {
            return false;
        }

        @Override
        long unreadLimit() {
            return Long.MAX_VALUE;
        }

        @Override
        void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing a ZNG stream: " + e.getMessage(), e);
            }
        }
    }

    private static final class OfChannel extends FrameInput {
        private final FileChannel channel;
        private final long limit;
        private long at;

        OfChannel(FileChannel channel, long offset, long limit) {
            this.channel = channel;
            this.at = offset;
            this.limit = limit;
        }

        @Override
        int fill(ByteBuffer buffer) throws IOException {
            int end = buffer.limit();
            if (limit != OPEN_END) {
                buffer.limit(buffer.position() + (int) Math.min(buffer.remaining(), limit - at));
            }
            if (!buffer.hasRemaining()) {
                return 0;
            }
            int count = channel.read(buffer, at);
            buffer.limit(end);
            if (count <= 0) {
                if (limit == OPEN_END) {
                    return 0;
                }
                throw new InputException("truncated ZNG: the file ends at byte " + at + " instead of " + limit);
            }
            at += count;
            return count;
        }

        @Override
        boolean readsOutsideHeap() {
            return true;
        }

        @Override
        long unreadLimit() {
            try {
                return limit == OPEN_END ? Math.max(0, channel.size() - at) : limit - at;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void close() {}
    }
}
