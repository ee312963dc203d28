package dev.tarn.lake.object;

import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Values on their way into objects of a pool: collected until an object is full, then sorted and written while the next
/// ones are collected. Used by one thread.
///
/// Objects are on disk when [#finish()] returns them, but nobody finds them before they are committed.
public final class ObjectLoad {
    // Two buffers can be full at the same time, and sorting takes as much again.
    private static final int PARTS_OF_THE_HEAP = 8;

    private final Packs packs;
    private final Pool pool;
    private final long maxMemoryBytes = Runtime.getRuntime().maxMemory() / PARTS_OF_THE_HEAP;
    private final List<DataObject> written = new ArrayList<>();
    private SortBuffer buffer;
    private CompletableFuture<DataObject> writing = CompletableFuture.completedFuture(null);

    /// Begins a load.
    public ObjectLoad(Packs packs, Pool pool) {
        this.packs = packs;
        this.pool = pool;
        buffer = new SortBuffer(pool.key());
    }

    /// Takes the values of a batch, which must be immutable as all vectors are.
    ///
    /// An object is cut when its values have reached the threshold of the pool, or earlier if the heap is small.
    ///
    /// @throws java.io.UncheckedIOException if an object could not be written
    public void add(Vector batch) {
        var bodies = SortBuffer.Bodies.of(batch);
        for (int row = 0; row < batch.length();) {
            row = buffer.add(bodies, row, pool.thresholdBytes());
            if (buffer.bodyBytes() >= pool.thresholdBytes() || buffer.memoryBytes() >= maxMemoryBytes) {
                writeBehind();
            }
        }
    }

    /// Has another thread write what was collected, after what is being written.
    private void writeBehind() {
        awaitWriting();
        SortBuffer full = buffer;
        buffer = new SortBuffer(pool.key());
        var target = new CompletableFuture<DataObject>();
        writing = target;
        Thread.ofPlatform().daemon().name("tarn-load").start(() -> {
            try {
                target.complete(write(full));
            } catch (RuntimeException | Error e) {
                target.completeExceptionally(e);
            }
        });
    }

    private DataObject write(SortBuffer values) {
        try (var writer = new ObjectWriter(packs, pool)) {
            return writer.write(values.sorted());
        }
    }

    private void awaitWriting() {
        try {
            DataObject object = writing.join();
            if (object != null) {
                written.add(object);
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        writing = CompletableFuture.completedFuture(null);
    }

    /// Writes what is left and returns all objects, none if no value was added.
    ///
    /// @throws java.io.UncheckedIOException if an object could not be written
    public List<DataObject> finish() {
        awaitWriting();
        if (buffer.count() > 0) {
            written.add(write(buffer));
            buffer = new SortBuffer(pool.key());
        }
        return List.copyOf(written);
    }
}
