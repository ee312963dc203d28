package dev.tarn.lake.catalog;

/// Where an object lies: its values, then its seek index, in one pack file.
///
/// @param pack the number of the pack
/// @param offset the offset of the first byte in the pack
/// @param dataLength the length of the values in bytes
/// @param indexLength the length of the seek index in bytes
/// @param indexChecksum the CRC-32C of the seek index, which in turn holds the checksums of the values
public record Extent(int pack, long offset, long dataLength, int indexLength, int indexChecksum) {
    /// Returns the offset of the seek index in the pack.
    public long indexOffset() {
        return offset + dataLength;
    }
}
