package dev.tarn.model.zng;

import dev.tarn.model.InputException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A frame as it was read.
///
/// @param stored what has the payload: an array, or memory outside the heap if it is compressed
/// @param offset where in it the payload begins
/// @param length the length of the payload as it was stored
/// @param compressed whether it is an LZ4 block
/// @param own whether nothing else is in there, so that it can be used again once the payload is unpacked
/// @param size its length when it is not compressed
/// @param types what types its values can have
/// @param position where in the stream it begins
/// @param first whether no values come before it
record Frame(
        ByteBuffer stored,
        int offset,
        int length,
        boolean compressed,
        boolean own,
        int size,
        TypeTable.Snapshot types,
        long position,
        boolean first) {

    /// Returns the array that has the payload, which is not compressed.
    byte[] array() {
        return stored.array();
    }

    /// Puts the uncompressed payload into an array.
    ///
    /// @param library what to decompress with
    void unpack(byte[] target, int at, Optional<NativeLz4> library) {
        if (!compressed) {
            stored.get(offset, target, at, length);
            return;
        }
        if (library.isPresent() && library.get().decompress(stored, offset, length, target, at, size)) {
            return;
        }
        // What is malformed is gone through once more, for a message that says where.
        byte[] bytes = stored.hasArray() ? stored.array() : new byte[length];
        int start = stored.hasArray() ? offset : 0;
        if (!stored.hasArray()) {
            stored.get(offset, bytes);
        }
        try {
            Lz4Block.decompress(bytes, start, length, target, at, size);
        } catch (InputException e) {
            throw new InputException("ZNG frame at byte " + position + ": " + e.getMessage(), e);
        }
    }
}
