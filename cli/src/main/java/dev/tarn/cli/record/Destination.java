package dev.tarn.cli.record;

import dev.tarn.ingest.LiveWriter;
import dev.tarn.ingest.LiveWriterOptions;
import dev.tarn.ingest.SpooledWriter;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.Sink;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zng.ZngWriteOptions;
import dev.tarn.model.zng.ZngWriter;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// Where records go. One thread writes; any may ask how far it is.
public interface Destination extends Sink {
    /// Returns how far it is.
    LiveWriter.Progress progress();

    /// Returns a branch of a lake, written to about every second.
    ///
    /// @throws dev.tarn.model.NotFoundException if the branch does not exist
    static Destination lake(Lake lake, Head target, LiveWriterOptions options) {
        var writer = LiveWriter.open(lake, target, options);
        return new Destination() {
            @Override
            public LiveWriter.Progress progress() {
                return writer.progress();
            }

            @Override
            public void write(Vector batch) {
                writer.write(batch);
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    /// Returns a branch of a lake behind a link that may break: what cannot be sent waits in a folder.
    ///
    /// @param preparation what is done to the lake once it can be reached, before anything is sent
    /// @throws dev.tarn.model.ConflictException if another process uses the folder
    static Destination spooled(Lake lake, Head target, Path folder, SpooledWriter.Options options, Consumer<Lake> preparation) {
        var writer = SpooledWriter.open(lake, target, folder, options, preparation);
        return new Destination() {
            @Override
            public LiveWriter.Progress progress() {
                var progress = writer.progress();
                return new LiveWriter.Progress(progress.committedRows(), progress.waitingRows(), progress.commits());
            }

            @Override
            public void write(Vector batch) {
                writer.write(batch);
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    /// Returns a stream of ZNG, which is flushed about every quarter of a second. Closing it leaves the stream open.
    static Destination zng(OutputStream out) {
        return new Destination() {
            private static final long FLUSH_NANOS = Duration.ofMillis(250).toNanos();

            private final ZngWriter writer = new ZngWriter(out, ZngWriteOptions.DEFAULT);
            private long flushed = System.nanoTime();
            private long rows;
            private long flushes;

            @Override
            public synchronized LiveWriter.Progress progress() {
                return new LiveWriter.Progress(rows, 0, flushes);
            }

            @Override
            public synchronized void write(Vector batch) {
                writer.write(batch);
                rows += batch.length();
                if (System.nanoTime() - flushed >= FLUSH_NANOS) {
                    writer.flush();
                    flushes++;
                    flushed = System.nanoTime();
                }
            }

            @Override
            public synchronized void close() {
                writer.close();
                flushes++;
            }
        };
    }
}
