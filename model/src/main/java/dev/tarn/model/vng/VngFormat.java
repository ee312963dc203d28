package dev.tarn.model.vng;

/// The constants of the VNG format, version 4.
///
/// `File := "VNG\0" Version(u32) MetadataSize(u32) DataSize(u32) Metadata Data`, numbers lowest byte first. The metadata is a ZNG
/// stream of one value; places in the data are relative to where the data begins.
final class VngFormat {
    static final byte[] MAGIC = {'V', 'N', 'G', 0};
    static final int VERSION = 4;
    static final int HEADER_BYTES = 16;
    static final int MAX_METADATA_BYTES = 100 * 1024 * 1024;

    static final int UNCOMPRESSED = 0;
    static final int LZ4 = 1;

    /// How many different values a column may have for each to be written as a position in a dictionary.
    static final int MAX_DICTIONARY = 256;

    private VngFormat() {}
}
