package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.Extent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/// Appends objects to one pack from one thread, those that wait at the same time with one sync.
///
/// The thread is the queue's own, because a caller that is interrupted inside a file channel would close it for all.
final class AppendQueue implements AutoCloseable {
    private static final long MAX_GROUP_BYTES = 64L << 20;

    private final Catalog catalog;
    private final Path directory;
    // Empty: the end, which close() puts there. An interrupt in its place might hit, and so close, a file.
    private final LinkedBlockingQueue<Optional<Append>> waiting = new LinkedBlockingQueue<>();
    private Optional<PackFile> current = Optional.empty();
    private Thread thread;
    private boolean closed;

    private record Append(Blob blob, CompletableFuture<Extent> done) {}

    AppendQueue(Catalog catalog, Path directory) {
        this.catalog = catalog;
        this.directory = directory;
    }

    Extent append(Blob blob) {
        var append = new Append(blob, new CompletableFuture<>());
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the lake is closed");
            }
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("tarn-pack").start(this::loop);
            }
            waiting.add(Optional.of(append));
        }
        try {
            return append.done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void loop() {
        List<Append> group = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = takeGroup(group);
            if (!group.isEmpty()) {
                write(group);
            }
            group.clear();
        }
        current.ifPresent(PackFile::release);
    }

    /// Waits for appends and takes those that are there; returns false at the end of the queue.
    private boolean takeGroup(List<Append> group) {
        long bytes = 0;
        Optional<Append> next = takeOne();
        while (next.isPresent()) {
            group.add(next.get());
            bytes += next.get().blob.bytes();
            next = bytes < MAX_GROUP_BYTES ? waiting.poll() : null;
            if (next == null) {
                return true;
            }
        }
        return false;
    }

    private Optional<Append> takeOne() {
        while (true) {
            try {
                return waiting.take();
            } catch (InterruptedException _) {
                // Nobody knows the thread, so nobody means it.
            }
        }
    }

    private void write(List<Append> group) {
        try {
            List<Extent> extents = currentPack().append(group.stream().map(Append::blob).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).done.complete(extents.get(i));
            }
        } catch (IOException e) {
            var failure = new UncheckedIOException(e.getMessage(), e);
            group.forEach(append -> append.done.completeExceptionally(failure));
        } catch (RuntimeException | Error e) {
            group.forEach(append -> append.done.completeExceptionally(e));
        } finally {
            current = current.filter(PackFile::usable);
        }
    }

    private PackFile currentPack() throws IOException {
        while (current.isEmpty()) {
            var pack = new PackFile(catalog, directory, catalog.acquirePack());
            current = Optional.of(pack).filter(PackFile::usable);
        }
        return current.get();
    }

    @Override
    public void close() {
        Thread ending;
        synchronized (this) {
            if (!closed) {
                closed = true;
                waiting.add(Optional.empty());
            }
            ending = thread;
        }
        if (ending == null) {
            return;
        }
        boolean interrupted = false;
        while (ending.isAlive()) {
            try {
                ending.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
