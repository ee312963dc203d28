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
        return new OfChannel(channel, offset, length);
    }

    /// Reads bytes that follow those read before; returns how many, 0 only at the end.
    abstract int fill(byte[] buffer, int offset, int length) throws IOException;

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

    /// Reads bytes to the beginning of an array.
    ///
    /// @param target an array that may be used if it is long enough
    /// @return the array, or a new one of just the length
    /// @throws InputException if there are not so many bytes
    byte[] readInto(byte[] target, int length) {
        int have = Math.min(length, end - next);
        if (length - have > unreadLimit()) {
            throw truncated();
        }
        var bytes = target.length >= length ? target : new byte[Math.min(length, Math.max(TRUSTED_BYTES, have))];
        System.arraycopy(piece, next, bytes, 0, have);
        next += have;
        for (int at = have; at < length; ) {
            if (at == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length * 2L));
            }
            int count = fillNow(bytes, at, Math.min(length, bytes.length) - at);
            if (count == 0) {
                throw truncated();
            }
            at += count;
            pieceOffset += count;
        }
        return bytes;
    }

    private void skipPiece() {
        pieceOffset += end;
        piece = new byte[0];
        next = 0;
        end = 0;
    }

    // The rest of a piece is where the next bytes go, as long as there is enough of it.
    private boolean refill() {
        if (piece.length - end < pieceBytes / 4) {
            skipPiece();
            pieceBytes = Math.min(PIECE_BYTES, pieceBytes * 2);
            piece = new byte[(int) Math.max(1, Math.min(pieceBytes, unreadLimit()))];
        }
        int count = fillNow(piece, end, piece.length - end);
        end += count;
        return count > 0;
    }

    private int fillNow(byte[] buffer, int offset, int length) {
        try {
            return fill(buffer, offset, length);
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
        int fill(byte[] buffer, int offset, int length) throws IOException {
            return Math.max(0, in.read(buffer, offset, length));
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

        OfChannel(FileChannel channel, long offset, long length) {
            this.channel = channel;
            this.at = offset;
            this.limit = Math.addExact(offset, length);
        }

        @Override
        int fill(byte[] buffer, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, limit - at);
            if (wanted == 0) {
                return 0;
            }
            int count = channel.read(ByteBuffer.wrap(buffer, offset, wanted), at);
            if (count <= 0) {
                throw new InputException("truncated ZNG: the file ends at byte " + at + " instead of " + limit);
            }
            at += count;
            return count;
        }

        @Override
        long unreadLimit() {
            return limit - at;
        }

        @Override
        void close() {}
    }
}
