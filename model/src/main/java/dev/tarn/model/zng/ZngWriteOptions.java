package dev.tarn.model.zng;

/// How a ZNG stream is written.
///
/// @param frameBytes how many bytes of values, or of types, a frame has at least before it is written
/// @param compress whether frames are compressed where that makes them smaller
public record ZngWriteOptions(int frameBytes, boolean compress) {
    /// Compressed frames of 512 KiB.
    public static final ZngWriteOptions DEFAULT = new ZngWriteOptions(ZngFormat.DEFAULT_FRAME_BYTES, true);

    /// Returns these options with another size of frames.
    public ZngWriteOptions withFrameBytes(int newFrameBytes) {
        return new ZngWriteOptions(newFrameBytes, compress);
    }

    /// Returns these options with or without compression.
    public ZngWriteOptions withCompress(boolean newCompress) {
        return new ZngWriteOptions(frameBytes, newCompress);
    }
}
