package dev.tarn.formats;

import dev.tarn.model.InputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Tells formats by how data in them begins.
final class Detection {
    private static final int PREFIX_BYTES = 64;
    private static final int LONGEST_MAGIC = 4;
    private static final int BUFFER_BYTES = 1 << 16;

    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};
    private static final byte[] PARQUET = {'P', 'A', 'R', '1'};
    private static final byte[] VNG = {'V', 'N', 'G', 0};
    private static final byte[] ARROW_STREAM = {-1, -1, -1, -1};

    private Detection() {}

    /// A stream that has been looked at: all of its bytes are still to be read.
    ///
    /// @param stream the stream; buffered
    /// @param prefix its first bytes: up to [#PREFIX_BYTES] that are there without waiting, but enough for any magic number
    record Start(InputStream stream, byte[] prefix) {
        /// Returns the format of the data.
        String format() {
            if (begins(prefix, PARQUET)) {
                return "parquet";
            }
            if (begins(prefix, VNG)) {
                return "vng";
            }
            if (begins(prefix, ARROW_STREAM)) {
                return "arrows";
            }
            return isText() ? "zson" : "zng";
        }

        /// No frame of ZNG is without a control character among its first bytes: its length, the number of a type or the kind of
        /// a definition is one. Text begins with none but white space.
        private boolean isText() {
            for (byte b : prefix) {
                if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' || b == -1) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Looks at how a stream begins, after decompressing it if need be.
    ///
    /// @throws InputException if it is compressed and damaged at its beginning
    static Start unzipped(InputStream in) {
        try {
            Start start = look(in);
            if (!begins(start.prefix(), GZIP)) {
                return start;
            }
            return look(new GZIPInputStream(start.stream(), BUFFER_BYTES));
        } catch (ZipException e) {
            throw new InputException("gzip: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Start look(InputStream in) throws IOException {
        var stream = new BufferedInputStream(in, BUFFER_BYTES);
        stream.mark(PREFIX_BYTES);
        var prefix = new byte[PREFIX_BYTES];
        int length = 0;
        // A pipe may bring a short line and then nothing for long.
        for (int n = 0; length < LONGEST_MAGIC && n >= 0; length += Math.max(n, 0)) {
            n = stream.read(prefix, length, PREFIX_BYTES - length);
        }
        stream.reset();
        return new Start(stream, Arrays.copyOf(prefix, length));
    }

    private static boolean begins(byte[] data, byte[] with) {
        return data.length >= with.length && Arrays.equals(data, 0, with.length, with, 0, with.length);
    }
}
