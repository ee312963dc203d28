package dev.tarn.formats;

import dev.tarn.formats.json.JsonDetection;
import dev.tarn.model.InputException;
import dev.tarn.model.text.Verdict;
import dev.tarn.model.zjson.ZjsonDetection;
import dev.tarn.model.zson.ZsonDetection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Tells the format of data by its beginning.
///
/// Formats with a magic number are told by it. Text is JSON if its first values are, which is the faster to read; else
/// ZSON if its first value is. What has control characters near its beginning is ZNG.
final class Detection {
    private static final int PREFIX_BYTES = 64;
    private static final int MAX_BYTES = 1 << 16;
    private static final int BUFFER_BYTES = 1 << 16;

    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};
    private static final byte[] PARQUET = {'P', 'A', 'R', '1'};
    private static final byte[] VNG = {'V', 'N', 'G', 0};
    private static final byte[] ARROW_STREAM = {-1, -1, -1, -1};
    private static final List<byte[]> MAGIC = List.of(GZIP, PARQUET, VNG, ARROW_STREAM);

    private final Lookahead data;
    private final Map<String, String> problems = new LinkedHashMap<>();

    private Detection(Lookahead data) {
        this.data = data;
    }

    /// Returns a stream that gives the data decompressed, if it is compressed by gzip.
    ///
    /// @throws InputException if it is compressed and damaged at its beginning
    static Lookahead unzipped(InputStream in) {
        try {
            var start = look(in);
            return start.begins(GZIP) ? look(new GZIPInputStream(start, BUFFER_BYTES)) : start;
        } catch (ZipException e) {
            throw new InputException("gzip: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Lookahead look(InputStream in) throws IOException {
        var start = new Lookahead(in);
        // A pipe may bring a short line and then nothing for long: only what may become a magic number is waited for.
        do {
            start.lookAt(PREFIX_BYTES);
        } while (!start.isWhole() && MAGIC.stream().anyMatch(magic -> start.length() < magic.length && start.mayBegin(magic)));
        return start;
    }

    /// Returns the name of the format of the data.
    ///
    /// @throws InputException if it is in no format
    static String format(Lookahead data) {
        try {
            return new Detection(data).format();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String format() throws IOException {
        if (data.begins(PARQUET)) {
            return "parquet";
        }
        if (data.begins(VNG)) {
            return "vng";
        }
        if (data.begins(ARROW_STREAM)) {
            return "arrows";
        }
        if (!isText()) {
            return "zng";
        }
        // Each value of ZJSON is one of JSON, too.
        if (isIn("zjson", ZjsonDetection::judge)) {
            return "zjson";
        }
        if (isIn("json", JsonDetection::judge)) {
            return "json";
        }
        if (isIn("zson", ZsonDetection::judge)) {
            return "zson";
        }
        var message = new StringBuilder("format detection error");
        for (var format : Formats.INPUT) {
            if (!format.equals(Formats.AUTO)) {
                message.append("\n\t").append(format).append(": ").append(problems.getOrDefault(format, whyNot(format)));
            }
        }
        throw new InputException(message.toString());
    }

    private static String whyNot(String format) {
        return switch (format) {
            case "line" -> "auto-detection not supported";
            case "zng" -> "malformed zng record";
            case "arrows", "parquet", "vng" -> "magic number not found";
            default -> "cannot be read yet";
        };
    }

    /// No frame of ZNG is without a control character among its first bytes: its length, the number of a type or the kind of
    /// a definition is one. Text begins with none but white space.
    private boolean isText() {
        for (int i = 0; i < Math.min(PREFIX_BYTES, data.length()); i++) {
            byte b = data.bytes()[i];
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' || b == -1) {
                return false;
            }
        }
        return true;
    }

    private interface Judge {
        Verdict judge(byte[] text, int length, boolean whole);
    }

    /// Lets a judge see as much of the data as it needs to be certain, within limits. Where there is nothing but white space as far as
    /// they go, it is ZSON, which may have a comment or anything of JSON behind it.
    private boolean isIn(String format, Judge judge) throws IOException {
        while (true) {
            var verdict = judge.judge(data.bytes(), data.length(), data.isWhole());
            if (verdict.problem().isPresent()) {
                problems.put(format, verdict.problem().get());
                return false;
            }
            if (verdict.certain()) {
                return true;
            }
            if (data.length() >= MAX_BYTES) {
                return format.equals("zson") || !data.isBlank();
            }
            data.lookAt(Math.min(MAX_BYTES, data.length() * 2));
        }
    }
}
