package dev.tarn.ingest.lines;

import dev.tarn.model.Source;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A format of lines, by its name.
public enum LineFormat {
    /// What `bpftrace -f json` prints.
    BPFTRACE("bpftrace", BpftraceLines::new),
    /// Tables and histograms of BCC's tools and of libbpf-tools.
    BCC("bcc", BccLines::new);

    private final String formatName;
    private final Function<Clock, LineTranslator> translators;

    LineFormat(String formatName, Function<Clock, LineTranslator> translators) {
        this.formatName = formatName;
        this.translators = translators;
    }

    /// Returns the format of a name; empty for any other name.
    public static Optional<LineFormat> named(String name) {
        return List.of(values()).stream().filter(format -> format.formatName.equals(name)).findFirst();
    }

    /// Returns the records of a stream, which can be scanned once; the scan closes it. Records get the time at which their line was read.
    ///
    /// The scan gives what there is whenever the stream has no more for now, so that a program that is still running can be followed.
    public Source open(InputStream stream) {
        return open(stream, Clock.systemUTC());
    }

    Source open(InputStream stream, Clock clock) {
        return request -> new LineScan(stream, translators.apply(clock));
    }
}
