package dev.tarn.query.run;

import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Groups rows, or puts partial results together; once there are many groups of partial results, on several threads, each of which
/// has the groups of some hashes.
///
/// Groups come out in the order in which they were first seen, unless some went to disk: then those of one thread come after those of another.
final class PartitionedGroups implements AutoCloseable {
    private static final int MANY_GROUPS = 1 << 17;
    private static final int MAX_PARTITIONS = 8;
    // Rows that are handed to the threads at once: enough that waiting for the slowest of them does not count.
    private static final int ROWS_OF_ROUND = 1 << 15;

    private final Step.Summarize step;
    private final OperatorFactory factory;
    private final long budgetBytes;
    private final int partitionCount;
    // All groups, until there are many; then it stays empty.
    private SpillingGroups groups;
    private List<Partition> partitions = List.of();
    private Optional<ExecutorService> threads = Optional.empty();
    private List<Future<?>> round = List.of();
    private int rowsWaiting;
    private long place;

    /// Begins without groups.
    ///
    /// @param budgetBytes how much memory the groups may take
    /// @param threadCount how many threads may work on them
    PartitionedGroups(Step.Summarize step, OperatorFactory factory, long budgetBytes, int threadCount) {
        this.step = step;
        this.factory = factory;
        this.budgetBytes = budgetBytes;
        partitionCount = step.keys().isEmpty() || !factory.frame().isNone() ? 1 : Math.min(threadCount, MAX_PARTITIONS);
        groups = new SpillingGroups(step, factory, budgetBytes);
    }

    /// Takes the rows of a batch.
    ///
    /// @param firstPlace the place of the first row in the order of the source
    void add(Batch batch, long firstPlace) {
        groups.add(batch, firstPlace);
    }

    /// Takes partial results.
    void merge(Batch batch) {
        if (!partitions.isEmpty()) {
            divide(batch.values());
            return;
        }
        groups.merge(batch);
        if (partitionCount > 1 && groups.size() >= MANY_GROUPS && !groups.isSpilled()) {
            partition();
        }
    }

    private void partition() {
        threads = Optional.of(Executors.newFixedThreadPool(partitionCount, Thread.ofPlatform().daemon().name("tarn-groups-", 1).factory()));
        partitions = new ArrayList<>();
        for (int i = 0; i < partitionCount; i++) {
            partitions.add(new Partition(new SpillingGroups(step, factory, budgetBytes / partitionCount)));
        }
        for (int from = 0; from < groups.size(); from += Vector.BATCH_ROWS) {
            divide(groups.partials(from, Math.min(groups.size(), from + Vector.BATCH_ROWS)));
        }
        groups.close();
        groups = new SpillingGroups(step, factory, budgetBytes);
    }

    private void divide(Vector partials) {
        int length = partials.length();
        long[] hashes = RecordColumns.hashes(partials, step.keys().size());
        var partitionOfRow = new int[length];
        for (int row = 0; row < length; row++) {
            // The upper digits choose the file when groups go to disk.
            partitionOfRow[row] = ((int) hashes[row] & Integer.MAX_VALUE) % partitionCount;
        }
        int[][] rows = HashDivision.rowsOf(partitionOfRow, partitionCount);
        for (int i = 0; i < partitionCount; i++) {
            if (rows[i].length > 0) {
                partitions.get(i).waiting.add(new Piece(partials.select(rows[i]), rows[i], place));
            }
        }
        place += length;
        rowsWaiting += length;
        if (rowsWaiting >= ROWS_OF_ROUND) {
            startRound();
        }
    }

    private void startRound() {
        finishRound();
        round = new ArrayList<>();
        for (var partition : partitions) {
            var pieces = partition.waiting;
            partition.waiting = new ArrayList<>();
            round.add(threads.orElseThrow().submit(() -> partition.merge(pieces)));
        }
        rowsWaiting = 0;
    }

    private void finishRound() {
        try {
            for (var part : round) {
                part.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case Throwable other -> throw new IllegalStateException(other);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while groups were put together");
        }
        round = List.of();
    }

    /// Says that nothing comes any more.
    void complete() {
        if (!partitions.isEmpty()) {
            startRound();
            finishRound();
            threads.ifPresent(ExecutorService::shutdown);
        }
    }

    /// Returns the results of the next groups, at most so many; empty at the end. Nothing is taken any more then.
    Optional<Batch> results(int maxRows) {
        if (partitions.isEmpty()) {
            return groups.results(maxRows);
        }
        if (partitions.stream().anyMatch(partition -> partition.groups.isSpilled())) {
            for (var partition : partitions) {
                var results = partition.groups.results(maxRows);
                if (results.isPresent()) {
                    return results;
                }
            }
            return Optional.empty();
        }
        return inOrder(maxRows);
    }

    private Optional<Batch> inOrder(int maxRows) {
        var rows = new int[partitionCount][maxRows];
        var counts = new int[partitionCount];
        int length = 0;
        while (length < maxRows) {
            int first = first(counts);
            if (first < 0) {
                break;
            }
            rows[first][counts[first]++] = length++;
        }
        if (length == 0) {
            return Optional.empty();
        }
        var assembly = new MixedAssembly(length);
        for (int i = 0; i < partitionCount; i++) {
            if (counts[i] > 0) {
                assembly.put(partitions.get(i).take(counts[i]), Arrays.copyOf(rows[i], counts[i]));
            }
        }
        return Optional.of(Batch.of(assembly.build()));
    }

    /// Returns the partition that has the next group, or -1.
    ///
    /// @param ahead how many groups of each were taken besides those that were given
    private int first(int[] ahead) {
        int first = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < partitionCount; i++) {
            var partition = partitions.get(i);
            int next = partition.given + ahead[i];
            if (next < partition.size && partition.places[next] < least) {
                least = partition.places[next];
                first = i;
            }
        }
        return first;
    }

    /// Forgets all groups.
    void clear() {
        close();
        threads = Optional.empty();
        partitions = List.of();
        round = List.of();
        rowsWaiting = 0;
        place = 0;
        groups.clear();
    }

    /// Frees threads and files. May be called twice.
    @Override
    public void close() {
        threads.ifPresent(ExecutorService::close);
        groups.close();
        partitions.forEach(partition -> partition.groups.close());
    }

    /// Partial results of a partition.
    ///
    /// @param rows where they stood in the batch that was divided
    /// @param firstPlace the place of the first row of that batch in the order of all
    private record Piece(Vector partials, int[] rows, long firstPlace) {}

    /// The groups of some hashes, with the places where they were first seen.
    private static final class Partition {
        private final SpillingGroups groups;
        private List<Piece> waiting = new ArrayList<>();
        private long[] places = new long[1024];
        private int size;
        private int given;

        Partition(SpillingGroups groups) {
            this.groups = groups;
        }

        void merge(List<Piece> pieces) {
            for (var piece : pieces) {
                int[] found = groups.merge(Batch.of(piece.partials()));
                if (!groups.isSpilled()) {
                    note(found, piece);
                }
            }
        }

        private void note(int[] found, Piece piece) {
            for (int row = 0; row < found.length; row++) {
                if (found[row] == size) {
                    if (size == places.length) {
                        places = Arrays.copyOf(places, size * 2);
                    }
                    places[size++] = piece.firstPlace() + piece.rows()[row];
                }
            }
        }

        Vector take(int count) {
            given += count;
            return groups.results(count).orElseThrow().values();
        }
    }
}
