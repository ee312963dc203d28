package dev.tarn.cli.record;

import dev.tarn.bpf.CollectorStatistics;
import dev.tarn.bpf.ToolStatistics;
import java.util.Locale;
import java.util.stream.Collectors;

/// Says in words how far a recording is.
public final class StatusText {
    private StatusText() {}

    /// Returns one line for a terminal that is overwritten each second.
    ///
    /// @param before the status a second ago
    public static String line(Recording.Status status, Recording.Status before) {
        long received = status.collector().events() - before.collector().events();
        return "%,d events (%,d/s), %,d lost, %,d committed".formatted(
                status.collector().events(), received, status.collector().lost(), status.writer().committedRows());
    }

    /// Returns what was recorded and lost in all, a line for each tool and cause.
    public static String summary(Recording.Status status) {
        CollectorStatistics collector = status.collector();
        var out = new StringBuilder();
        for (var tool : collector.tools()) {
            out.append("%s: %,d events, %s%n".formatted(tool.tool(), tool.events(), losses(tool)));
        }
        out.append("%,d values in %,d commits; the collector used %s of CPU time%n".formatted(
                status.writer().committedRows(), status.writer().commits(), seconds(collector.cpuTime().toNanos())));
        if (status.writer().pendingRows() > 0) {
            out.append("%,d values could not be committed%n".formatted(status.writer().pendingRows()));
        }
        return out.toString();
    }

    private static String losses(ToolStatistics tool) {
        if (tool.losses().isEmpty()) {
            return "none lost";
        }
        return tool.losses().stream()
                .map(loss -> "%,d lost (%s%s)".formatted(
                        loss.count(), loss.cause(), loss.cpu().isPresent() ? ", CPU " + loss.cpu().getAsInt() : ""))
                .collect(Collectors.joining(", "));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
