package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.cli.record.Destination;
import dev.tarn.ingest.DiskBudget;
import dev.tarn.ingest.LiveWriterOptions;
import dev.tarn.ingest.SpooledWriter;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.lake.remote.ServiceException;
import dev.tarn.model.ConflictException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.SortKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Where `zed trace` records, as its flags say: standard output, a lake behind a link that may break, or the lake of `-lake`.
record TraceTarget(TraceFlags flags, ZedRoot root, Invocation invocation) {
    /// What is done with a place to record into.
    @FunctionalInterface
    interface Work {
        /// Does it and returns the status to end with.
        ///
        /// @param destination opens the place; whoever opens it closes it
        /// @param budget how much disk may be used; empty if somebody else looks after that
        int run(Supplier<Destination> destination, Optional<DiskBudget> budget, Stopping stopping) throws UsageException, InterruptedException;
    }

    /// Opens what the flags name, makes the pool if there is none, and does the work.
    int record(Work work) throws UsageException, InterruptedException, IOException {
        if (flags.toStandardOutput()) {
            try (Stopping stopping = new Stopping()) {
                flags.stopAtEndOfInput(stopping, invocation);
                return work.run(() -> Destination.zng(invocation.out()), Optional.empty(), stopping);
            }
        }
        Optional<URI> service = flags.toService();
        if (service.isPresent()) {
            return spooled(service.get(), work);
        }
        LakeLocation location = root.location(invocation);
        try (Stopping stopping = new Stopping(); Lake lake = location.remote() ? location.open() : location.openOrCreate()) {
            Head target = Head.parse(flags.use());
            ensurePool(lake, target.pool());
            Optional<DiskBudget> budget = location.remote() ? Optional.empty()
                : Optional.of(DiskBudget.of(location.folder()).withMaxBytes(flags.maxBytes()));
            budget.ifPresent(DiskBudget::check);
            LiveWriterOptions options = LiveWriterOptions.DEFAULT.withAuthor(CommitFlags.author(invocation));
            return work.run(() -> Destination.lake(lake, target, options), budget, stopping);
        }
    }

    private int spooled(URI service, Work work) throws UsageException, InterruptedException, IOException {
        Head target = Head.parse(flags.use());
        Path folder = flags.spoolFolder(invocation);
        SpooledWriter.Options spool = SpooledWriter.Options.DEFAULT.withAuthor(CommitFlags.author(invocation));
        try (Stopping stopping = new Stopping(); Lake lake = Lake.connect(service)) {
            try {
                ensurePool(lake, target.pool());
            } catch (ServiceException e) {
                invocation.err().println(e.getMessage() + ": recording into " + folder + " until it answers");
            }
            int status = work.run(
                () -> Destination.spooled(lake, target, folder, spool, reached -> ensurePool(reached, target.pool())), Optional.empty(), stopping);
            if (!root.quiet() && Files.exists(folder)) {
                try (var waiting = Files.newDirectoryStream(folder, "*.zng")) {
                    waiting.iterator().forEachRemaining(batch -> invocation.err().println("not sent yet: " + batch));
                }
            }
            return status;
        }
    }

    /// Makes the pool if there is none: by time, newest first, as queries about what just happened read it.
    static void ensurePool(Lake lake, String pool) {
        try {
            lake.pool(pool);
        } catch (NotFoundException e) {
            try {
                lake.createPool(pool, SortKey.descending("ts"));
            } catch (ConflictException raced) {
                // Somebody else made it meanwhile, which is as good.
                lake.pool(pool);
            }
        }
    }
}
