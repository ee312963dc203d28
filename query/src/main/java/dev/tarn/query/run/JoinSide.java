package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The other side of a join: takes all of its rows, and is then looked into by the tasks that read the kept side.
///
/// If the rows take more memory than they may they go to disk, divided by the hash of the key; in the end as many of the parts as fit
/// are in memory again. Rows without a key are left out.
final class JoinSide implements Output {
    private final Step.Join join;
    private final OperatorFactory factory;
    private final Scheduler scheduler;
    private final long budgetBytes;
    private final List<Task> consumers = new ArrayList<>();
    private final RowsOfOther rows = new RowsOfOther();
    private Optional<Compiled> compiled = Optional.empty();
    private Optional<KeyPartitions> partitions = Optional.empty();
    // What follows is guarded by the scheduler's lock.
    private Optional<JoinTable> table = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();
    private int users;

    private record Compiled(Expression key, AddedRecords records) {}

    /// Creates a side without rows.
    ///
    /// @param factory compiles what is computed of its rows
    /// @param budgetBytes how much memory they may take
    JoinSide(Step.Join join, OperatorFactory factory, Scheduler scheduler, long budgetBytes) {
        this.join = join;
        this.factory = factory;
        this.scheduler = scheduler;
        this.budgetBytes = budgetBytes;
    }

    Step.Join join() {
        return join;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void put(Batch batch) {
        var expressions = compiled.orElseGet(() ->
                new Compiled(factory.expression(join.otherKey()), new AddedRecords(join.assignments(), factory)));
        compiled = Optional.of(expressions);
        var keys = expressions.key().evaluate(batch);
        if (!ErrorRows.MISSING.isPossible(keys)) {
            append(JoinKeys.of(keys), expressions.records().of(batch), instances(batch));
            return;
        }
        int[] present = ErrorRows.MISSING.others(keys);
        if (present.length > 0) {
            var withKey = batch.select(present);
            append(JoinKeys.of(keys.select(present)), expressions.records().of(withKey), instances(withKey));
        }
    }

    /// Returns the instance of each row in a scope; nothing outside of scopes.
    static int[] instances(Batch batch) {
        return batch.scope().isNone() ? new int[0] : batch.scope().instances();
    }

    private void append(Vector keys, Vector records, int[] instances) {
        if (partitions.isPresent()) {
            partitions.get().write(List.of(keys, records));
            return;
        }
        rows.append(keys, records, instances);
        // What is in a scope goes with the scope.
        if (rows.isMoreThan(budgetBytes) && instances.length == 0) {
            partitions = Optional.of(new KeyPartitions(0, 2));
            partitions.get().write(rows.take());
        }
    }

    @Override
    public void end() {
        var all = partitions.isEmpty() ? rows.build(join.kept().all()) : resident(partitions.get());
        synchronized (scheduler.lock()) {
            table = Optional.of(all);
            consumers.forEach(scheduler::wake);
            freeIfUnused();
        }
    }

    /// Takes as many files as fit into half of the memory, and returns the table of their rows. The other half is for what is on disk.
    private JoinTable resident(KeyPartitions files) {
        long left = budgetBytes / 2;
        for (int file = 0; file < KeyPartitions.COUNT; file++) {
            if (files.sizeBytes(file) <= left) {
                left -= files.sizeBytes(file);
                files.take(file).ifPresent(this::load);
            }
        }
        return rows.build(join.kept().all());
    }

    private void load(SpillFile file) {
        try (file) {
            var reader = file.read();
            for (var batch = reader.next(); batch.isPresent(); batch = reader.next()) {
                rows.append(RecordColumns.column(batch.get(), 0), RecordColumns.column(batch.get(), 1), new int[0]);
            }
        }
    }

    @Override
    public void fail(RuntimeException cause) {
        synchronized (scheduler.lock()) {
            failure = Optional.of(cause);
            consumers.forEach(scheduler::wake);
            freeIfUnused();
        }
    }

    @Override
    public void advance(long ordinal) {}

    @Override
    public boolean isWanted() {
        synchronized (scheduler.lock()) {
            if (users == 0) {
                partitions.ifPresent(KeyPartitions::close);
            }
            return users > 0;
        }
    }

    /// Says that somebody looks into the table until [#leave()].
    void enter() {
        synchronized (scheduler.lock()) {
            users++;
        }
    }

    /// Says which task is to be woken when the table is there.
    void addConsumer(Task task) {
        consumers.add(task);
    }

    /// Says that one of those who entered looks no more.
    void leave() {
        synchronized (scheduler.lock()) {
            users--;
            freeIfUnused();
        }
    }

    // While the rows are being taken their task owns the files.
    private void freeIfUnused() {
        if (users == 0 && (table.isPresent() || failure.isPresent())) {
            table = Optional.empty();
            partitions.ifPresent(KeyPartitions::close);
        }
    }

    /// Returns whether all rows were taken.
    ///
    /// @throws RuntimeException what went wrong where they come from
    boolean isComplete() {
        synchronized (scheduler.lock()) {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return table.isPresent();
        }
    }

    /// Returns the rows that are in memory: all whose keys do not belong to one of the files.
    JoinTable table() {
        synchronized (scheduler.lock()) {
            return table.orElseThrow();
        }
    }

    /// Returns the files of the other rows, if there are any.
    Optional<KeyPartitions> partitions() {
        return partitions;
    }

    /// Forgets everything and begins anew: in a scope, where nothing goes to disk.
    void reset() {
        table = Optional.empty();
        failure = Optional.empty();
        rows.clear();
    }
}
