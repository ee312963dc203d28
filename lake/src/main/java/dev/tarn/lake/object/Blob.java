package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Extent;
import dev.tarn.lake.catalog.Id;
import java.util.zip.CRC32C;

/// An object as it is written: its values and its seek index, both encoded. The arrays must not change any more.
///
/// @param object the identifier of the object
/// @param data the values
/// @param index the seek index
record Blob(Id object, byte[] data, byte[] index) {
    long bytes() {
        return (long) PackFormat.BLOB_HEADER_BYTES + data.length + index.length + 1;
    }

    /// Returns where the object lies when its blob begins at an offset of a pack.
    Extent extent(int pack, long blobOffset) {
        return new Extent(pack, blobOffset + PackFormat.BLOB_HEADER_BYTES, data.length, index.length, checksum(index));
    }

    static int checksum(byte[] bytes) {
        return checksum(bytes, 0, bytes.length);
    }

    static int checksum(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
