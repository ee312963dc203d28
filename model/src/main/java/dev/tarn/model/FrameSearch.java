package dev.tarn.model;

import dev.tarn.model.type.Type;

/// Decides from undecoded bytes whether values in them can be of interest: a search for bytes that any match must contain.
@FunctionalInterface
public interface FrameSearch {
    /// Returns false if no value whose ZNG body lies within the range can match; true if in doubt.
    ///
    /// @param buffer uncompressed ZNG value bytes
    /// @param offset where the range begins
    /// @param length its length in bytes
    boolean mayMatch(byte[] buffer, int offset, int length);

    /// Returns whether values of a type may match whatever their bytes are, as the names of its fields may be what is searched for.
    /// Where there can be such values nothing may be skipped.
    default boolean mayMatchType(Type type) {
        return false;
    }
}
