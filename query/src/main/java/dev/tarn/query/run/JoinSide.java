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
///
/// When they take more than a little, the side waits for the tasks of the kept side to hold what comes to them, as long as that takes no
/// more; then goes on to twice as much; and so on, in turns. If the kept side ends first it becomes the table ([ReversedJoin]).
final class JoinSide implements Output {
    // What is less than this is made a table of, however little there is on the kept side.
    private static final long FIRST_TURN_BYTES = 4L << 20;

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
    private Optional<ReversedJoin> reversed = Optional.empty();
    private Optional<Task> producer = Optional.empty();
    private Turn turn = Turn.OTHER;
    private final List<JoinOperator> operators = new ArrayList<>();
    private int gates;
    private int closedGates;
    private int finishedOperators;
    private long turnBytes;
    private long heldBytes;
    private long heldRows;
    private boolean hasEnded;
    private int users;

    /// Which side is read.
    private enum Turn {
        /// This one, until it takes as much memory as it may in its turn.
        OTHER,
        /// The kept side, which is held.
        KEPT,
        /// The kept side has ended, and is being made a table.
        REVERSING,
        /// This one, whose rows are looked up in the kept side.
        REVERSED
    }

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
        // In a scope both sides are in memory; and a key that counts rows has to see them in the tasks that join them.
        if (!factory.frame().isNone() || !factory.areStateless(List.of(join.keptKey()))) {
            turnBytes = Long.MAX_VALUE;
        } else {
            // To have the order after all, pairs have to be sorted, which is only better than having this side on disk.
            turnBytes = join.order() == Step.Join.Order.UNNEEDED ? Math.min(FIRST_TURN_BYTES, budgetBytes) : budgetBytes / 2;
        }
    }

    Step.Join join() {
        return join;
    }

    /// Says which task puts rows in.
    void setProducer(Task task) {
        producer = Optional.of(task);
    }

    /// Says that there is another input of the kept side. All say so before any row comes.
    void addGate() {
        gates++;
    }

    /// Says that nothing comes any more out of one of the inputs, though perhaps of what its task has taken.
    void closeGate() {
        synchronized (scheduler.lock()) {
            closedGates++;
            consumers.forEach(scheduler::wake);
        }
    }

    /// Takes what joins the rows of one of the inputs. Made when the first comes.
    void add(JoinOperator operator) {
        synchronized (scheduler.lock()) {
            operators.add(operator);
        }
    }

    @Override
    public boolean isReady() {
        synchronized (scheduler.lock()) {
            return switch (turn) {
                case OTHER -> true;
                case KEPT, REVERSING -> false;
                case REVERSED -> reversed.map(ReversedJoin::isReady).orElse(true);
            };
        }
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
        synchronized (scheduler.lock()) {
            if (reversed.isPresent()) {
                reversed.get().put(new ReversedJoin.Rows(keys, wanted(records)));
                consumers.forEach(scheduler::wake);
                return;
            }
        }
        if (partitions.isPresent()) {
            partitions.get().write(List.of(keys, records));
            return;
        }
        rows.append(keys, records, instances);
        if (rows.isMoreThan(turnBytes)) {
            passTurn();
        } else if (rows.isMoreThan(availableBytes()) && instances.length == 0) {
            // What is in a scope goes with the scope.
            partitions = Optional.of(new KeyPartitions(0, 2));
            partitions.get().write(rows.take());
        }
    }

    private Vector wanted(Vector records) {
        return join.kept().all() ? RowsOfOther.bodies(records) : records;
    }

    private long availableBytes() {
        synchronized (scheduler.lock()) {
            return budgetBytes - heldBytes;
        }
    }

    private void passTurn() {
        synchronized (scheduler.lock()) {
            turn = Turn.KEPT;
            consumers.forEach(scheduler::wake);
        }
    }

    /// Returns whether it is the turn of the kept side: its tasks are to hold what comes to them.
    boolean isTurnOfKept() {
        synchronized (scheduler.lock()) {
            return turn == Turn.KEPT;
        }
    }

    /// Says that an operator of the kept side holds another batch.
    void hold(Vector values) {
        long bytes = RowsOfOther.bytes(values);
        synchronized (scheduler.lock()) {
            heldBytes += bytes;
            heldRows += values.length();
            if (turn == Turn.KEPT && heldBytes > turnBytes && heldRows > RowsOfOther.MIN_ROWS) {
                turn = Turn.OTHER;
                // Together they take no more than they may.
                turnBytes = turnBytes > budgetBytes / 4 ? Long.MAX_VALUE : turnBytes * 2;
                producer.ifPresent(scheduler::wake);
            }
        }
    }

    /// Says that no more batches come to one of the operators.
    void finishOperator() {
        synchronized (scheduler.lock()) {
            finishedOperators++;
            consumers.forEach(scheduler::wake);
        }
    }

    /// Makes the kept side the table if all of it is held and this side waits. Any of its operators may ask for that.
    void reverseIfEnded() {
        synchronized (scheduler.lock()) {
            if (turn != Turn.KEPT || closedGates < gates || finishedOperators < operators.size()) {
                return;
            }
            turn = Turn.REVERSING;
        }
        var made = reversed();
        var first = rows.take();
        synchronized (scheduler.lock()) {
            reversed = Optional.of(made);
            turn = Turn.REVERSED;
            var records = wanted(first.getLast());
            for (int from = 0; from < records.length(); from += Vector.BATCH_ROWS) {
                int[] range = BatchRows.range(from, Math.min(records.length(), from + Vector.BATCH_ROWS));
                made.put(new ReversedJoin.Rows(first.getFirst().select(range), records.select(range)));
            }
            if (hasEnded) {
                made.end();
            }
            producer.ifPresent(scheduler::wake);
            consumers.forEach(scheduler::wake);
        }
    }

    private ReversedJoin reversed() {
        var key = factory.expression(join.keptKey());
        var kept = new ColumnCollector();
        var keys = new ColumnCollector();
        for (var operator : operators) {
            for (var batch : operator.takeHeld()) {
                var keysOfBatch = key.evaluate(batch);
                int[] present = ErrorRows.MISSING.others(keysOfBatch);
                kept.append(batch.values().select(present));
                keys.append(JoinKeys.of(keysOfBatch.select(present)));
            }
        }
        return new ReversedJoin(join.style(), wanted(kept.build()), keys.build(), operators.size());
    }

    /// Returns the join whose table is the kept side, if it was found to be the smaller one.
    Optional<ReversedJoin> reversedJoin() {
        synchronized (scheduler.lock()) {
            return reversed;
        }
    }

    /// Takes the next rows that are to be looked up in the kept side.
    Optional<ReversedJoin.Rows> pollReversed(ReversedJoin from) {
        synchronized (scheduler.lock()) {
            boolean wasReady = from.isReady();
            var taken = from.poll();
            if (!wasReady && from.isReady()) {
                producer.ifPresent(scheduler::wake);
            }
            return taken;
        }
    }

    /// Returns what guards what tasks share.
    Object lock() {
        return scheduler.lock();
    }

    @Override
    public void end() {
        synchronized (scheduler.lock()) {
            hasEnded = true;
            if (turn == Turn.REVERSING || turn == Turn.REVERSED) {
                reversed.ifPresent(ReversedJoin::end);
                consumers.forEach(scheduler::wake);
                return;
            }
            turn = Turn.OTHER;
        }
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
            if (users == 0) {
                // It may wait, and is not to go on.
                producer.ifPresent(scheduler::wake);
            }
            freeIfUnused();
        }
    }

    // While the rows are being taken their task owns the files.
    private void freeIfUnused() {
        if (users == 0 && (table.isPresent() || failure.isPresent() || reversed.isPresent())) {
            reversed = Optional.empty();
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
            return table.isPresent() || reversed.isPresent();
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
        hasEnded = false;
        closedGates = 0;
        finishedOperators = 0;
        rows.clear();
    }
}
