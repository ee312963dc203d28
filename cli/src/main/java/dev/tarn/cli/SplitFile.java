package dev.tarn.cli;

import dev.tarn.formats.Formats;
import dev.tarn.formats.OutputOptions;
import dev.tarn.model.Sink;
import dev.tarn.model.vector.Vector;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One of the files that output is split into.
final class SplitFile implements Sink {
    private final Counter counter;
    private final Sink sink;

    private SplitFile(Counter counter, Sink sink) {
        this.counter = counter;
        this.sink = sink;
    }

    /// Creates the file `PREFIX-NAME.EXTENSION` in `folder`, without `PREFIX-` if `prefix` is empty.
    static SplitFile create(Path folder, String prefix, String name, String format, OutputOptions options) {
        String file = (prefix.isEmpty() ? "" : prefix + "-") + name + "." + extension(format);
        try {
            Counter counter = new Counter(new BufferedOutputStream(Files.newOutputStream(folder.resolve(file))));
            return new SplitFile(counter, new StreamSink(Formats.writer(format, counter, options), counter, false, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String extension(String format) {
        return switch (format) {
            case "zeek" -> "log";
            case "table" -> "tbl";
            case "text" -> "txt";
            default -> format;
        };
    }

    @Override
    public void write(Vector batch) {
        sink.write(batch);
    }

    /// Returns how many bytes were written so far; formats that hold values back have written less than they were given.
    long bytes() {
        return counter.count;
    }

    @Override
    public void close() {
        sink.close();
    }

    private static final class Counter extends FilterOutputStream {
        private long count;

        Counter(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }
    }
}
