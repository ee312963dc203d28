package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.SortTerm;
import dev.tarn.query.plan.Step;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Joins the rows of the kept side, in their order, with those of the other side that are in memory. One of several that look into
/// the same other side.
///
/// Rows whose key belongs to a part of the other side that is on disk go to disk themselves and are joined in the end ([SpilledJoin]).
/// If the order is wanted then, what comes out is sorted by the number of the kept side's row.
final class JoinOperator implements Operator {
    private static final Path NUMBER = Path.of("n");
    private static final Path VALUE = Path.of("v");

    private final JoinSide side;
    private final Step.Join join;
    private final OperatorFactory factory;
    private final Expression key;
    private final int batchRows;
    private final long budgetBytes;
    private final boolean ordered;
    private final JoinedRecords records;
    private final RecordLayout numberedLayout = new RecordLayout(List.of(NUMBER, VALUE));
    // What came before the other side was complete; guarded by the lock of the side.
    private final ArrayDeque<Batch> held = new ArrayDeque<>();
    private Optional<ReversedLookup> lookup = Optional.empty();
    private boolean isRestBegun;
    private Optional<Current> current = Optional.empty();
    private Optional<KeyPartitions> spilled = Optional.empty();
    private Optional<SpilledJoin> rest = Optional.empty();
    private Optional<SortOperator> sort = Optional.empty();
    private long ordinal;
    private long nextNumber;
    private boolean finished;
    private boolean exhausted;
    private boolean closed;

    /// A batch that is being joined.
    ///
    /// @param numbers the number of each row; none if nobody asks
    private record Current(Batch batch, JoinedBatch joined, long[] numbers) {}

    /// Creates the operator of one task, when the other side is complete.
    ///
    /// @param budgetBytes how much memory it may take for tables of what is on disk
    JoinOperator(JoinSide side, OperatorFactory factory, long budgetBytes) {
        this.side = side;
        this.join = side.join();
        this.factory = factory;
        this.budgetBytes = budgetBytes;
        key = factory.expression(join.keptKey());
        batchRows = Math.min(factory.options().batchRows(), Vector.BATCH_ROWS);
        records = new JoinedRecords(join.kept());
        ordered = join.order() != Step.Join.Order.UNNEEDED;
        side.enter();
        side.add(this);
    }

    @Override
    public boolean needsInput() {
        if (finished || side.reversedJoin().isPresent()) {
            return false;
        }
        return side.isComplete() ? current.isEmpty() && hasHeldNothing() : side.isTurnOfKept();
    }

    private boolean hasHeldNothing() {
        synchronized (side.lock()) {
            return held.isEmpty();
        }
    }

    /// Returns what is held, and holds nothing any more.
    List<Batch> takeHeld() {
        synchronized (side.lock()) {
            var taken = List.copyOf(held);
            held.clear();
            return taken;
        }
    }

    @Override
    public void add(Batch batch) {
        if (side.isComplete()) {
            join(batch);
            return;
        }
        synchronized (side.lock()) {
            held.add(batch);
        }
        side.hold(batch.values());
    }

    private void join(Batch batch) {
        ordinal = Math.max(ordinal, batch.ordinal());
        var keys = key.evaluate(batch);
        if (!ErrorRows.MISSING.isPossible(keys)) {
            add(batch, JoinKeys.of(keys));
            return;
        }
        int[] present = ErrorRows.MISSING.others(keys);
        if (present.length > 0) {
            add(batch.select(present), JoinKeys.of(keys.select(present)));
        }
    }

    private void add(Batch batch, Vector keys) {
        if (side.partitions().isPresent()) {
            addDivided(batch, keys, side.partitions().get());
        } else {
            current = Optional.of(joined(batch, keys, new long[0]));
        }
    }

    private Current joined(Batch batch, Vector keys, long[] numbers) {
        var table = side.table();
        int[] groups = table.index().find(keys, JoinSide.instances(batch));
        return new Current(batch, new JoinedBatch(batch.values(), table, groups, records, join.style()), numbers);
    }

    private void addDivided(Batch batch, Vector keys, KeyPartitions others) {
        var numbers = new long[ordered ? batch.length() : 0];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = nextNumber++;
        }
        if (ordered) {
            makeSort();
        }
        int[] files = KeyPartitions.files(keys, 0);
        var resident = new int[files.length];
        int count = 0;
        for (int row = 0; row < files.length; row++) {
            if (others.file(files[row]).isEmpty()) {
                files[row] = -1;
                resident[count++] = row;
            }
        }
        if (count < files.length) {
            var columns = ordered ? List.of(keys, integers(numbers), batch.values()) : List.of(keys, batch.values());
            spilled = Optional.of(spilled.orElseGet(() -> new KeyPartitions(0, columns.size())));
            spilled.get().write(columns, files);
        }
        if (count > 0) {
            int[] rows = Arrays.copyOf(resident, count);
            current = Optional.of(joined(batch.select(rows), keys.select(rows), at(numbers, rows)));
        }
    }

    private void makeSort() {
        if (sort.isEmpty()) {
            var term = new SortTerm(Expr.of(NUMBER), false, false);
            sort = Optional.of(new SortOperator(new Step.Sort(List.of(term), false, false, -1), factory, factory.options()));
        }
    }

    private static long[] at(long[] numbers, int[] rows) {
        if (numbers.length == 0) {
            return numbers;
        }
        var chosen = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = numbers[rows[i]];
        }
        return chosen;
    }

    private static LongVector integers(long[] numbers) {
        return new LongVector(PrimitiveType.INT64, numbers);
    }

    @Override
    public void finish() {
        finished = true;
        side.finishOperator();
    }

    @Override
    public Optional<Batch> next() {
        if (finished) {
            side.reverseIfEnded();
        }
        if (!side.isComplete()) {
            return Optional.empty();
        }
        var reversed = side.reversedJoin();
        if (reversed.isPresent()) {
            return ofLookup(reversed.get());
        }
        while (true) {
            var next = ofCurrent();
            if (next.isPresent()) {
                return next;
            }
            var first = firstHeld();
            if (first.isEmpty()) {
                break;
            }
            join(first.get());
        }
        if (!finished || exhausted) {
            return Optional.empty();
        }
        beginRest();
        return ofDisk();
    }

    private Optional<Batch> firstHeld() {
        synchronized (side.lock()) {
            return Optional.ofNullable(held.poll());
        }
    }

    private Optional<Batch> ofCurrent() {
        while (current.isPresent()) {
            var now = current.get();
            var values = now.joined().next(batchRows);
            if (values.isEmpty()) {
                current = Optional.empty();
            } else if (sort.isPresent()) {
                addToSort(values.get(), at(now.numbers(), now.joined().rows()));
            } else {
                return Optional.of(batch(values.get(), now));
            }
        }
        return Optional.empty();
    }

    private void beginRest() {
        if (isRestBegun) {
            return;
        }
        isRestBegun = true;
        rest = spilled.map(files ->
                new SpilledJoin(side.partitions().orElseThrow(), files, ordered, join, budgetBytes, factory::checkCancelled));
        if (rest.isEmpty()) {
            sort.ifPresent(SortOperator::finish);
        }
    }

    /// Gives what comes out of the join with the sides exchanged: sorted, if the order is wanted.
    private Optional<Batch> ofLookup(ReversedJoin reversed) {
        lookup = lookup.or(() -> Optional.of(new ReversedLookup(reversed, side, batchRows)));
        while (!lookup.get().isEnded()) {
            var joined = lookup.get().next();
            if (joined.isEmpty()) {
                break;
            }
            var values = joined.get().values();
            if (!ordered) {
                return Optional.of(new Batch(values, factory.frame().of(new int[0]), 0));
            }
            makeSort();
            addToSort(values, Arrays.stream(joined.get().rows()).asLongStream().toArray());
        }
        if (!lookup.get().isEnded() || exhausted) {
            return Optional.empty();
        }
        if (!isRestBegun) {
            isRestBegun = true;
            sort.ifPresent(SortOperator::finish);
        }
        return ofDisk();
    }

    private Batch batch(Vector values, Current of) {
        if (factory.frame().isNone()) {
            return batch(values);
        }
        var instances = BatchAssembly.at(of.batch().scope().instances(), of.joined().rows());
        return new Batch(values, factory.frame().of(instances), ordered ? Exchange.LATE : ordinal);
    }

    private Batch batch(Vector values) {
        return new Batch(values, factory.frame().of(new int[0]), ordered ? Exchange.LATE : ordinal);
    }

    private void addToSort(Vector values, long[] numbers) {
        sort.orElseThrow().add(Batch.of(numberedLayout.make(List.of(integers(numbers), values), values.length())));
    }

    private Optional<Batch> ofDisk() {
        while (rest.isPresent()) {
            var values = rest.get().next(batchRows);
            if (values.isEmpty()) {
                rest.get().close();
                rest = Optional.empty();
                sort.ifPresent(SortOperator::finish);
            } else if (sort.isPresent()) {
                addToSort(values.get(), rest.get().numbers());
            } else {
                return Optional.of(batch(values.get()));
            }
        }
        var sorted = sort.flatMap(SortOperator::next);
        exhausted = sorted.isEmpty();
        return sorted.map(batch -> batch(RecordColumns.column(batch.values(), 1)));
    }

    @Override
    public boolean isDone() {
        return finished && exhausted;
    }

    @Override
    public void reset() {
        current = Optional.empty();
        finished = false;
        isRestBegun = false;
        exhausted = false;
        ordinal = 0;
        if (closed) {
            closed = false;
            side.enter();
        }
    }

    @Override
    public void close() {
        spilled.ifPresent(KeyPartitions::close);
        rest.ifPresent(SpilledJoin::close);
        sort.ifPresent(SortOperator::close);
        if (!closed) {
            closed = true;
            side.leave();
        }
    }
}
