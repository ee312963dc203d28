package dev.tarn.formats;

import dev.tarn.formats.json.JsonSource;
import dev.tarn.formats.json.JsonWriter;
import dev.tarn.formats.table.TableWriter;
import dev.tarn.formats.text.TextWriter;
import dev.tarn.model.InputException;
import dev.tarn.model.Sink;
import dev.tarn.model.Source;
import dev.tarn.model.UnsupportedException;
import dev.tarn.model.vng.VngWriter;
import dev.tarn.model.zjson.ZjsonSource;
import dev.tarn.model.zjson.ZjsonWriter;
import dev.tarn.model.zng.ZngSource;
import dev.tarn.model.zng.ZngWriter;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.model.zson.ZsonStyle;
import dev.tarn.model.zson.ZsonWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// Readers and writers by the names that `-i` and `-f` give formats.
public final class Formats {
    /// The name that stands for whatever format the data turns out to be in.
    public static final String AUTO = "auto";

    private static final String VNG = "vng";
    private static final int MAGIC_BYTES = 4;

    /// The names of the formats that the reference reads, in the order of its help.
    public static final List<String> INPUT =
        List.of(AUTO, "arrows", "csv", "json", "line", "parquet", "tsv", "vng", "zeek", "zjson", "zng", "zson");

    /// The names of the formats that the reference writes, in the order of its help.
    public static final List<String> OUTPUT =
        List.of("arrows", "csv", "json", "lake", "parquet", "table", "text", "tsv", "vng", "zeek", "zjson", "zng", "zson");

    private Formats() {}

    /// Returns whether there is a reader of the format, [#AUTO] included.
    public static boolean canRead(String format) {
        return switch (format) {
            case AUTO, "json", "vng", "zjson", "zng", "zson" -> true;
            default -> false;
        };
    }

    /// Returns whether there is a writer of the format.
    public static boolean canWrite(String format) {
        return switch (format) {
            case "json", "table", "text", "vng", "zjson", "zng", "zson" -> true;
            default -> false;
        };
    }

    /// Returns the values of a stream in the format; see [#open(String, InputStream, InputOptions)].
    public static Source open(String format, InputStream in) {
        return open(format, in, InputOptions.DEFAULT);
    }

    /// Returns the values of a stream in the format. The source can be opened once, and closing its scan closes the stream.
    ///
    /// Data may be compressed by gzip. With [#AUTO] the beginning of the data is looked at when the source is opened. VNG is read
    /// at any place, so the stream has to be a [java.io.FileInputStream] of a file, unless the options allow a copy.
    ///
    /// @throws InputException if the format has no such name
    /// @throws UnsupportedException if it has, but cannot be read
    public static Source open(String format, InputStream in, InputOptions options) {
        if (!canRead(format)) {
            if (INPUT.contains(format)) {
                throw new UnsupportedException("format " + format + " cannot be read yet (can be: " + readable() + ")");
            }
            throw new InputException("no such format: \"" + format + "\"");
        }
        return request -> {
            var file = FileRange.of(in);
            if (format.equals(VNG)) {
                return file.or(() -> spooled(in, options)).orElseThrow(() -> new InputException("VNG requires a seekable input"))
                    .vng(request);
            }
            var data = Detection.unzipped(in);
            var detected = format.equals(AUTO) ? Detection.format(data) : format;
            if (detected.equals(VNG)) {
                return unpacked(file, data).or(() -> spooled(data, options))
                    .orElseThrow(() -> new InputException("the data is VNG, which requires a seekable input")).vng(request);
            }
            if (detected.equals("zng")) {
                var range = unpacked(file.filter(FileRange::hasLength), data);
                if (range.isPresent()) {
                    return range.get().zng(request, options.zng());
                }
            }
            return reader(detected, data, options).open(request);
        };
    }

    /// Returns the file if the data is what is in it. What is compressed has places only once it is decompressed.
    private static Optional<FileRange> unpacked(Optional<FileRange> file, Lookahead data) {
        return file.filter(range -> range.begins(data.bytes(), Math.min(data.length(), MAGIC_BYTES)));
    }

    private static Optional<FileRange> spooled(InputStream data, InputOptions options) {
        return options.spool() ? Optional.of(FileRange.copyOf(data)) : Optional.empty();
    }

    private static Source reader(String format, InputStream data, InputOptions options) {
        return switch (format) {
            case "json" -> new JsonSource(data);
            case "zjson" -> new ZjsonSource(data);
            case "zng" -> ZngSource.of(data, options.zng());
            case "zson" -> ZsonSource.of(data);
            default -> throw new UnsupportedException(
                "the data is in format " + format + ", which cannot be read yet (can be: " + readable() + ")");
        };
    }

    private static String readable() {
        return String.join(", ", INPUT.stream().filter(name -> canRead(name) && !name.equals(AUTO)).toList());
    }

    /// Returns a writer of values in the format; see [#writer(String, OutputStream, OutputOptions)].
    public static Sink writer(String format, OutputStream out) {
        return writer(format, out, OutputOptions.DEFAULT);
    }

    /// Returns a writer of values in the format. Closing it leaves the stream open.
    ///
    /// @throws InputException if the format has no such name
    /// @throws UnsupportedException if it has, but cannot be written
    public static Sink writer(String format, OutputStream out, OutputOptions options) {
        return switch (format) {
            case "json" -> JsonWriter.ofLines(out, options.indent());
            case "table" -> new TableWriter(out);
            case "text" -> new TextWriter(out);
            case VNG -> new VngWriter(out);
            case "zjson" -> new ZjsonWriter(out);
            case "zng" -> new ZngWriter(out, options.zng());
            case "zson" -> new ZsonWriter(out, new ZsonStyle(options.indent(), options.persist()));
            default -> {
                if (OUTPUT.contains(format)) {
                    throw new UnsupportedException("format " + format + " cannot be written yet (can be: "
                        + String.join(", ", OUTPUT.stream().filter(Formats::canWrite).toList()) + ")");
                }
                throw new InputException("unknown format: " + format);
            }
        };
    }
}
