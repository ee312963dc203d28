package dev.tarn.model.zng;

/// The constants of the ZNG format, version 0.
///
/// `Stream := Frame* EOS`, `Frame := Code(u8) Length(uvarint) Payload`. The code has from the highest bit on: the version (0),
/// whether the payload is compressed, two bits for the kind, and the four lowest bits of the payload's length, whose other
/// bits are in the uvarint. A compressed payload is `Format(u8) Size(uvarint) Bytes`.
public final class ZngFormat {
    /// The end of a stream: what types it had are forgotten.
    public static final int END_OF_STREAM = 0xff;

    static final int VERSION_BIT = 0x80;
    static final int COMPRESSED_BIT = 0x40;
    static final int KIND_SHIFT = 4;
    static final int KIND_MASK = 3;
    static final int LENGTH_BITS = 4;
    static final int LENGTH_MASK = 0xf;

    static final int TYPES_FRAME = 0;
    static final int VALUES_FRAME = 1;
    static final int CONTROL_FRAME = 2;

    static final int LZ4 = 0;

    static final int RECORD_TYPEDEF = 0;
    static final int ARRAY_TYPEDEF = 1;
    static final int SET_TYPEDEF = 2;
    static final int MAP_TYPEDEF = 3;
    static final int UNION_TYPEDEF = 4;
    static final int ENUM_TYPEDEF = 5;
    static final int ERROR_TYPEDEF = 6;
    static final int NAMED_TYPEDEF = 7;

    /// How many bytes of values or of types a frame has at least before it is written, unless asked otherwise.
    public static final int DEFAULT_FRAME_BYTES = 512 * 1024;
    /// How many bytes a frame may have when it is read, unless asked otherwise.
    public static final int DEFAULT_MAX_FRAME_BYTES = 1 << 30;

    /// The format of a control message that is a ZNG stream.
    public static final int CONTROL_ZNG = 0;
    /// The format of a control message that is JSON.
    public static final int CONTROL_JSON = 1;
    /// The format of a control message that is ZSON.
    public static final int CONTROL_ZSON = 2;
    /// The format of a control message that is UTF-8 text.
    public static final int CONTROL_TEXT = 3;
    /// The format of a control message that is any bytes.
    public static final int CONTROL_BINARY = 4;

    private ZngFormat() {}
}
