package dev.tarn.model.zng;

import dev.tarn.model.InputException;
import dev.tarn.model.LimitException;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import java.io.InputStream;
import java.nio.channels.FileChannel;

/// Reads ZNG, from a stream or from a range of a file.
///
/// Scans take the search and the projection of a request up, and give values in the order of the stream. Whatever is wrong with the
/// data is an [InputException], too large a frame or type a [LimitException], when the place is reached.
public final class ZngSource implements Source {
    private interface Opener {
        FrameInput open();
    }

    private final Opener opener;
    private final ZngReadOptions options;

    private ZngSource(Opener opener, ZngReadOptions options) {
        this.opener = opener;
        this.options = options;
    }

    /// Returns a source that reads a stream; it can be opened once, and closing the scan closes the stream.
    public static ZngSource of(InputStream in, ZngReadOptions options) {
        return new ZngSource(() -> FrameInput.of(in), options);
    }

    /// Returns a source that reads a range of a file, which begins and ends where ZNG streams do.
    ///
    /// Reads at positions, so that many sources can share a channel. The channel stays open.
    ///
    /// @param offset where the range begins
    /// @param length its length in bytes
    public static ZngSource of(FileChannel channel, long offset, long length, ZngReadOptions options) {
        if (offset < 0 || length < 0 || offset + length < 0) {
            throw new IllegalArgumentException("not a range: " + length + " bytes from " + offset + " on");
        }
        return new ZngSource(() -> FrameInput.of(channel, offset, length), options);
    }

    /// Returns a source that reads a file from a place on to its end, which may be further away when it is reached than it was before.
    ///
    /// Reads at positions, so that many sources can share a channel. The channel stays open.
    ///
    /// @param offset where in the file the first stream begins
    public static ZngSource of(FileChannel channel, long offset, ZngReadOptions options) {
        if (offset < 0) {
            throw new IllegalArgumentException("not a place: " + offset);
        }
        return new ZngSource(() -> FrameInput.of(channel, offset), options);
    }

    @Override
    public Scan open(ScanRequest request) {
        return new ZngScan(opener.open(), request, options);
    }
}
