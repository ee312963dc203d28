package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Id;
import dev.tarn.model.CorruptException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// The layout of a pack file. Numbers are big-endian.
///
///     Pack   := Header Blob*
///     Header := Magic("TARNPACK") Version(u16: 1) Zero(u16) Number(u32) LakeId(20 bytes) Crc(u32)
///     Blob   := Magic("TOBJ") Version(u16: 1) Zero(u16) ObjectId(20 bytes) DataLength(u64) IndexLength(u32) Crc(u32)
///               Data Index End(u8: 45)
///
/// Each Crc is the CRC-32C of the bytes of its header before it. The catalog has the offset of each Data, the length and the
/// checksum of each Index, and an Index has the checksums of the parts of its Data, so that headers of blobs are only
/// needed to rebuild a lost catalog. Bytes that belong to no blob may lie anywhere between two. While a process appends to a
/// pack, zeros lie behind the last blob; End is there so that they can be told from a blob that ends in zeros.
final class PackFormat {
    static final int HEADER_BYTES = 40;
    static final int BLOB_HEADER_BYTES = 44;
    static final String SUFFIX = ".pack";
    static final byte END = 0x45;
    /// The size at which a pack is ended and another one begun.
    static final long FULL_BYTES = 1L << 30;

    private static final byte[] MAGIC = "TARNPACK".getBytes(StandardCharsets.US_ASCII);
    private static final int BLOB_MAGIC = 0x544f424a;
    private static final short VERSION = 1;

    private PackFormat() {}

    /// Returns the file of a pack in the directory of packs.
    static Path file(Path directory, int pack) {
        return directory.resolve("%010d".formatted(pack) + SUFFIX);
    }

    static ByteBuffer header(int pack, Id lake) {
        var header = ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putShort(VERSION).putShort((short) 0).putInt(pack)
                .put(lake.bytes());
        return header.putInt(checksum(header)).flip();
    }

    static ByteBuffer blobHeader(Id object, long dataLength, int indexLength) {
        var header = ByteBuffer.allocate(BLOB_HEADER_BYTES).putInt(BLOB_MAGIC).putShort(VERSION).putShort((short) 0)
                .put(object.bytes()).putLong(dataLength).putInt(indexLength);
        return header.putInt(checksum(header)).flip();
    }

    private static int checksum(ByteBuffer header) {
        var crc = new CRC32C();
        crc.update(header.array(), 0, header.position());
        return (int) crc.getValue();
    }

    /// Checks the header of a pack.
    ///
    /// @throws CorruptException if it is not that of the pack
    static void checkHeader(Path file, ByteBuffer found, int pack, Id lake) {
        ByteBuffer expected = header(pack, lake);
        int at = found.mismatch(expected);
        if (at >= 0) {
            throw new CorruptException("%s: is not pack %d of lake %s: its header differs at byte %d"
                    .formatted(file, pack, lake, at));
        }
    }
}
