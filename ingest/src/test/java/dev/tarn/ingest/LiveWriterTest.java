package dev.tarn.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.lake.BranchInfo;
import dev.tarn.lake.CommitMessage;
import dev.tarn.lake.CommitReceipt;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.lake.PoolInfo;
import dev.tarn.lake.PoolSettings;
import dev.tarn.lake.catalog.Id;
import dev.tarn.model.LimitException;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.LongVector;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.parse.QueryText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class LiveWriterTest {
    private static final Head TARGET = new Head("bpf", "main");

    /// A lake that remembers how many values each load had, and whose loads wait for a permit.
    private static final class RecordingLake implements Lake {
        final List<Long> loads = new ArrayList<>();
        final Semaphore permits = new Semaphore(0);
        volatile boolean full;

        @Override
        public CommitReceipt load(Head target, Source values, CommitMessage message) {
            permits.acquireUninterruptibly();
            if (full) {
                throw new LimitException("the disk is full");
            }
            long rows = 0;
            try (var scan = values.open(ScanRequest.EVERYTHING)) {
                for (var piece = scan.next(); piece.isPresent(); piece = scan.next()) {
                    rows += piece.get().decode().getFirst().length();
                }
            }
            synchronized (loads) {
                loads.add(rows);
            }
            return new CommitReceipt(Id.NIL, List.of());
        }

        @Override
        public BranchInfo branch(String pool, String branch) {
            return new BranchInfo(branch, Id.NIL, 0);
        }

        @Override
        public String location() {
            return "memory";
        }

        @Override
        public PoolInfo createPool(String name, PoolSettings settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PoolInfo> pools() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PoolInfo pool(String nameOrId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void renamePool(String nameOrId, String newName) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void dropPool(String nameOrId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<BranchInfo> branches(String pool) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BranchInfo createBranch(String pool, String name, String revision) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeBranch(String pool, String branch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Results query(QueryText text, Optional<Head> head, QueryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private static LongVector rows(int count) {
        return new LongVector(PrimitiveType.INT64, new long[count]);
    }

    @Test
    void closingCommitsEverythingWritten() {
        var lake = new RecordingLake();
        lake.permits.release(100);
        var writer = LiveWriter.open(lake, TARGET, LiveWriterOptions.DEFAULT.withInterval(Duration.ofHours(1)));
        writer.write(rows(3));
        writer.write(rows(4));
        writer.close();
        assertEquals(List.of(7L), lake.loads);
        assertEquals(new LiveWriter.Progress(7, 0, 1), writer.progress());
    }

    @Test
    void closingWithoutValuesCommitsNothing() {
        var lake = new RecordingLake();
        LiveWriter.open(lake, TARGET, LiveWriterOptions.DEFAULT).close();
        assertEquals(List.of(), lake.loads);
    }

    @Test
    void manyValuesAreCommittedBeforeTheInterval() throws InterruptedException {
        var lake = new RecordingLake();
        var options = LiveWriterOptions.DEFAULT.withInterval(Duration.ofHours(1)).withRows(10, 100);
        try (var writer = LiveWriter.open(lake, TARGET, options)) {
            writer.write(rows(10));
            while (lake.permits.hasQueuedThreads() == false) {
                Thread.onSpinWait();
            }
            lake.permits.release(100);
        }
        assertEquals(List.of(10L), lake.loads);
    }

    @Test
    void writingWaitsForALakeThatCannotKeepUp() throws InterruptedException {
        var lake = new RecordingLake();
        var options = LiveWriterOptions.DEFAULT.withInterval(Duration.ofHours(1)).withRows(10, 20);
        var writer = LiveWriter.open(lake, TARGET, options);
        var producer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 10; i++) {
                writer.write(rows(10));
            }
        });
        while (producer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertTrue(writer.progress().pendingRows() <= 30, () -> "pending " + writer.progress());
        lake.permits.release(100);
        producer.join();
        writer.close();
        assertEquals(100, lake.loads.stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void aFailedCommitIsToldToTheWriterAndAtTheEnd() {
        var lake = new RecordingLake();
        lake.full = true;
        lake.permits.release(100);
        var writer = LiveWriter.open(lake, TARGET, LiveWriterOptions.DEFAULT.withInterval(Duration.ofHours(1)));
        writer.write(rows(5));
        assertThrows(LimitException.class, writer::close);
        assertThrows(LimitException.class, () -> writer.write(rows(1)));
        assertEquals(new LiveWriter.Progress(0, 5, 0), writer.progress());
    }
}
