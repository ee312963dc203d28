package dev.tarn.model.zng;

import dev.tarn.model.InputException;
import java.util.Optional;

/// A frame as it was read.
///
/// @param bytes an array that has the payload
/// @param offset where in it the payload begins
/// @param length the length of the payload as it was stored
/// @param compressed whether it is an LZ4 block
/// @param own whether nothing else is in the array, so that it can be used again once the payload is unpacked
/// @param size its length when it is not compressed
/// @param types what types its values can have
/// @param position where in the stream it begins
/// @param first whether no values come before it
record Frame(
        byte[] bytes,
        int offset,
        int length,
        boolean compressed,
        boolean own,
        int size,
        TypeTable.Snapshot types,
        long position,
        boolean first) {

    /// Puts the uncompressed payload into an array.
    ///
    /// @param library what to decompress with
    void unpack(byte[] target, int at, Optional<NativeLz4> library) {
        if (!compressed) {
            System.arraycopy(bytes, offset, target, at, length);
            return;
        }
        if (library.isPresent() && library.get().decompress(bytes, offset, length, target, at, size)) {
            return;
        }
        // What is malformed is gone through once more, for a message that says where.
        try {
            Lz4Block.decompress(bytes, offset, length, target, at, size);
        } catch (InputException e) {
            throw new InputException("ZNG frame at byte " + position + ": " + e.getMessage(), e);
        }
    }
}
