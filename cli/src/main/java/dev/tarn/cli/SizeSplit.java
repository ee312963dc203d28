package dev.tarn.cli;

import dev.tarn.formats.OutputOptions;
import dev.tarn.model.Sink;
import dev.tarn.model.vector.Vector;
import java.nio.file.Path;
import java.util.Optional;

/// Writes files of at least some size, one after the other.
final class SizeSplit implements Sink {
    private final Path folder;
    private final String prefix;
    private final String format;
    private final OutputOptions options;
    private final long leastBytes;
    private Optional<SplitFile> file = Optional.empty();
    private int count;

    SizeSplit(Path folder, String prefix, String format, OutputOptions options, long leastBytes) {
        this.folder = folder;
        this.prefix = prefix;
        this.format = format;
        this.options = options;
        this.leastBytes = leastBytes;
    }

    @Override
    public void write(Vector batch) {
        // Value by value, for sizes are counted so; splitting output is no path that has to be fast.
        for (int row = 0; row < batch.length(); row++) {
            SplitFile current = file.orElseGet(this::next);
            current.write(batch.select(new int[] {row}));
            if (current.bytes() >= leastBytes) {
                close();
            }
        }
    }

    private SplitFile next() {
        SplitFile next = SplitFile.create(folder, prefix, Integer.toString(count++), format, options);
        file = Optional.of(next);
        return next;
    }

    @Override
    public void close() {
        file.ifPresent(SplitFile::close);
        file = Optional.empty();
    }
}
