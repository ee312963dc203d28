package dev.tarn.model;

/// Decides from undecoded bytes whether values in them can be of interest: a search for bytes that any match must contain.
@FunctionalInterface
public interface FrameSearch {
    /// Returns false if no value whose ZNG body lies within the range can match; true if in doubt.
    ///
    /// @param buffer uncompressed ZNG value bytes
    /// @param offset where the range begins
    /// @param length its length in bytes
    boolean mayMatch(byte[] buffer, int offset, int length);
}
