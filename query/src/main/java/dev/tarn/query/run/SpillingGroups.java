package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.aggregate.Aggregates;
import dev.tarn.query.plan.Step;
import java.util.ArrayDeque;
import java.util.Optional;

/// Groups that go to disk when they take more memory than they may.
///
/// What is then there are partial results, in one file for each range of hashes of the keys. In the end each file is merged by itself,
/// and by the next digit of the hash if it is too large still. Within a file the groups stay in the order in which they were first seen.
final class SpillingGroups implements AutoCloseable {
    // With so many digits of the hash used up, only a few keys can be left, each with a huge state: they have to fit.
    private static final int MAX_DEPTH = 8;
    private static final int BATCHES_BETWEEN_LOOKS = 64;

    private final Step.Summarize step;
    private final OperatorFactory factory;
    private final long budgetBytes;
    private final int depth;
    private final boolean spillable;
    private final Grouping grouping;
    private final ArrayDeque<SpillFile> files = new ArrayDeque<>();
    private Optional<SpillingGroups> child = Optional.empty();
    private int given;
    private int groupsAtNextLook;
    private int batchesSinceLook;

    /// Begins without groups.
    ///
    /// @param budgetBytes how much memory the groups may take
    SpillingGroups(Step.Summarize step, OperatorFactory factory, long budgetBytes) {
        this(step, factory, budgetBytes, 0);
    }

    private SpillingGroups(Step.Summarize step, OperatorFactory factory, long budgetBytes, int depth) {
        this.step = step;
        this.factory = factory;
        this.budgetBytes = budgetBytes;
        this.depth = depth;
        spillable = !step.keys().isEmpty()
                && step.aggregations().stream().allMatch(one -> Aggregates.hasPartials(one.call().name()));
        grouping = new Grouping(step, factory);
    }

    /// Takes the rows of a batch.
    ///
    /// @param firstPlace the place of the first row in the order of the source
    void add(Batch batch, long firstPlace) {
        grouping.add(batch, firstPlace);
        spillIfLarge();
    }

    /// Takes partial results.
    ///
    /// @return the group of each row; while nothing has gone to disk, new ones have the next numbers, in the order of rows
    int[] merge(Batch batch) {
        int[] groups = grouping.merge(batch);
        spillIfLarge();
        return groups;
    }

    /// Returns the number of groups in memory.
    int size() {
        return grouping.size();
    }

    /// Returns whether there are groups on disk.
    boolean isSpilled() {
        return !files.isEmpty();
    }

    /// Returns the state of some groups in memory.
    Vector partials(int from, int to) {
        return grouping.partials(from, to);
    }

    // The groups of a scope go with the scope.
    private void spillIfLarge() {
        if (!spillable || depth == MAX_DEPTH || !factory.frame().isNone() || !isWorthLooking()) {
            return;
        }
        if (grouping.size() > 1 && grouping.sizeBytes() > budgetBytes) {
            spill();
            groupsAtNextLook = 0;
        }
    }

    // To add up what all groups take for every batch would take quadratic time.
    private boolean isWorthLooking() {
        if (grouping.size() < groupsAtNextLook && ++batchesSinceLook < BATCHES_BETWEEN_LOOKS) {
            return false;
        }
        groupsAtNextLook = grouping.size() + grouping.size() / 8 + Vector.BATCH_ROWS;
        batchesSinceLook = 0;
        return true;
    }

    private void spill() {
        while (files.size() < HashDivision.FILES) {
            files.add(SpillFile.create());
        }
        var targets = files.toArray(SpillFile[]::new);
        for (int from = 0; from < grouping.size(); from += Vector.BATCH_ROWS) {
            write(grouping.partials(from, Math.min(grouping.size(), from + Vector.BATCH_ROWS)), targets);
        }
        grouping.clear();
    }

    private void write(Vector partials, SpillFile[] targets) {
        long[] hashes = RecordColumns.hashes(partials, step.keys().size());
        int[][] rows = HashDivision.rowsOf(HashDivision.files(hashes, depth), HashDivision.FILES);
        for (int file = 0; file < rows.length; file++) {
            if (rows[file].length > 0) {
                targets[file].write(partials.select(rows[file]));
            }
        }
    }

    /// Returns the results of the next groups, at most so many; empty at the end. Nothing is taken any more then.
    Optional<Batch> results(int maxRows) {
        if (files.isEmpty() && child.isEmpty()) {
            return ofMemory(maxRows);
        }
        if (grouping.size() > 0) {
            spill();
        }
        while (true) {
            if (child.isEmpty()) {
                if (files.isEmpty()) {
                    return Optional.empty();
                }
                child = Optional.of(merged(files.peek()));
                files.poll().close();
            }
            var results = child.get().results(maxRows);
            if (results.isPresent()) {
                return results;
            }
            child.get().close();
            child = Optional.empty();
        }
    }

    private Optional<Batch> ofMemory(int maxRows) {
        int from = given;
        given = (int) Math.min(grouping.size(), (long) from + maxRows);
        return from == given ? Optional.empty() : Optional.of(grouping.results(from, given));
    }

    private SpillingGroups merged(SpillFile file) {
        var groups = new SpillingGroups(step.withPart(Step.Part.FINAL), factory, budgetBytes, depth + 1);
        try {
            var reader = file.read();
            for (var batch = reader.next(); batch.isPresent(); batch = reader.next()) {
                groups.merge(Batch.of(batch.get()));
            }
            return groups;
        } catch (RuntimeException e) {
            groups.close();
            throw e;
        }
    }

    /// Forgets all groups.
    void clear() {
        close();
        child = Optional.empty();
        grouping.clear();
        given = 0;
        groupsAtNextLook = 0;
        batchesSinceLook = 0;
    }

    /// Frees the files. May be called twice.
    @Override
    public void close() {
        child.ifPresent(SpillingGroups::close);
        while (!files.isEmpty()) {
            files.poll().close();
        }
    }
}
