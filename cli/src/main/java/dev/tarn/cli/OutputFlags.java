package dev.tarn.cli;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.formats.Formats;
import dev.tarn.formats.OutputOptions;
import dev.tarn.lake.Head;
import dev.tarn.model.Sink;
import dev.tarn.model.zng.ZngFormat;
import dev.tarn.model.zng.ZngWriteOptions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The flags that say where output goes and in which format.
final class OutputFlags {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Flag<String> format;
    private final Flag<Boolean> jsonLines;
    private final Flag<Boolean> prettyJson;
    private final Flag<Boolean> zsonLines;
    private final Flag<Boolean> prettyZson;
    private final Flag<Boolean> binaryToTerminal;
    private final Flag<String> file;
    private final Flag<Integer> pretty;
    private final Flag<String> persist;
    private final Flag<Boolean> color;
    private final Flag<String> split;
    private final Flag<Long> splitSize;
    private final Flag<Boolean> unbuffered;
    private final Flag<Boolean> compress;
    private final Flag<Integer> frameBytes;

    /// Declares the flags.
    ///
    /// @param defaultFormat the format when none is asked for
    OutputFlags(FlagSet flags, String defaultFormat) {
        format = flags.text("f", defaultFormat, "format for output data [" + String.join(",", Formats.OUTPUT) + "]");
        jsonLines = flags.toggle("j", false, "write JSON, a value on each line, whatever -f says");
        prettyJson = flags.toggle("J", false, "write indented JSON, whatever -f says");
        zsonLines = flags.toggle("z", false, "write ZSON, a value on each line, whatever -f says");
        prettyZson = flags.toggle("Z", false, "write indented ZSON, whatever -f says");
        binaryToTerminal = flags.toggle("B", false, "write binary ZNG even to a terminal");
        file = flags.text("o", "", "write to this file");
        pretty = flags.integer("pretty", 4, "spaces to indent JSON and ZSON by (0 for a value on each line)");
        persist = flags.text("persist", "", "regular expression for names of types that hold across the output once defined");
        color = flags.toggle("color", true, "colour -Z and lake output on a terminal");
        split = flags.text("split", "", "write a file for each type of value into this folder (but see -splitsize)");
        splitSize = flags.size("splitsize", 0, "0B", "if >0 and -split is set, begin a file after at least so many bytes instead of for each type");
        unbuffered = flags.toggle("unbuffered", false, "write each batch as soon as it is there");
        compress = flags.toggle("zng.compress", true, "compress ZNG frames");
        frameBytes = flags.integer("zng.framethresh", ZngFormat.DEFAULT_FRAME_BYTES, "least size of ZNG frames in uncompressed bytes");
    }

    /// Opens what the flags ask for; see [#open(Invocation, Optional)].
    Sink open(Invocation invocation) throws UsageException, IOException {
        return open(invocation, Optional.empty());
    }

    /// Opens what the flags ask for.
    ///
    /// @param head what the user works on, which the format `lake` marks
    /// @throws UsageException if they contradict each other or name what does not exist
    /// @throws IOException if the file or folder cannot be written
    Sink open(Invocation invocation, Optional<Head> head) throws UsageException, IOException {
        String name = chooseFormat(invocation.outIsTerminal());
        OutputOptions options = options(invocation);
        if (!split.value().isEmpty()) {
            Path folder = Files.createDirectories(invocation.resolve(split.value()));
            return splitSize.value() > 0
                ? new SizeSplit(folder, file.value(), name, options, splitSize.value())
                : new TypeSplit(folder, file.value(), name, options);
        }
        boolean toFile = !file.value().isEmpty();
        // Refused before a file is made.
        writer(name, OutputStream.nullOutputStream(), options, head);
        OutputStream stream = toFile ? newFile(invocation.resolve(file.value())) : invocation.out();
        boolean eager = unbuffered.value() || invocation.outIsTerminal() && !toFile;
        OutputStream buffered = new BufferedOutputStream(stream, BUFFER_BYTES);
        return new StreamSink(writer(name, buffered, options, head), buffered, eager, toFile);
    }

    private static OutputStream newFile(Path path) throws IOException {
        if (path.getParent() instanceof Path folder && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        return Files.newOutputStream(path);
    }

    private static Sink writer(String name, OutputStream stream, OutputOptions options, Optional<Head> head) {
        return name.equals("lake") ? new LakeText(stream, head, options.color()) : Formats.writer(name, stream, options);
    }

    private String chooseFormat(boolean terminal) throws UsageException {
        boolean json = jsonLines.value() || prettyJson.value();
        boolean zson = zsonLines.value() || prettyZson.value();
        boolean another = format.given() && !format.value().equals("zng");
        if (json && (another || zson)) {
            throw new UsageException("cannot use -j or -J with -f, -z, or -Z");
        }
        if (zson && another) {
            throw new UsageException("cannot use -z or -Z with -f");
        }
        if (json) {
            return "json";
        }
        boolean toTerminal = terminal && file.value().isEmpty() && split.value().isEmpty();
        return zson || format.value().equals("zng") && toTerminal && !binaryToTerminal.value() ? "zson" : format.value();
    }

    private OutputOptions options(Invocation invocation) throws UsageException {
        boolean indented = prettyJson.value() || prettyZson.value();
        boolean lines = !indented && (jsonLines.value() || zsonLines.value());
        boolean asked = format.given() || indented;
        OutputOptions options = OutputOptions.DEFAULT
            .withIndent(lines || !asked ? 0 : pretty.value())
            .withColor(color.value() && invocation.outIsTerminal() && file.value().isEmpty())
            .withZng(new ZngWriteOptions(frameBytes.value(), compress.value()));
        if (persist.value().isEmpty()) {
            return options;
        }
        try {
            Pattern pattern = Pattern.compile(persist.value());
            return options.withPersist(name -> pattern.matcher(name).find());
        } catch (PatternSyntaxException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
