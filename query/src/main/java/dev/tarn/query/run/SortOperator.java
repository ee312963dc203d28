package dev.tarn.query.run;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.SortTerm;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Sorts, each instance of a scope by itself.
final class SortOperator extends CollectingOperator {
    // With a limit, so many more rows than wanted are kept at least before those that cannot be among the first are dropped; and as
    // many again as are wanted, so that sorting what is kept stays in proportion to what is read.
    private static final int SLACK_ROWS = 1 << 13;
    // The first bound is found by insertion, for so few rows.
    private static final int MAX_FIRST_ROWS = 128;
    // However small the memory, a run has so many rows, so that there are not too many runs.
    private static final int MIN_RUN_ROWS = 256;

    private final Step.Sort step;
    private final OperatorFactory factory;
    private final int batchRows;
    private final long budgetBytes;
    private Optional<List<Expression>> keys = Optional.empty();
    private List<SortTerm> terms = List.of();
    private RowStore rows = new RowStore();
    private List<SortColumn> columns = List.of();
    private int[] order = new int[0];
    private Optional<SortRuns> runs = Optional.empty();
    private Optional<SortBound> bound = Optional.empty();
    private int given;

    SortOperator(Step.Sort step, OperatorFactory factory, QueryOptions options) {
        this.step = step;
        this.factory = factory;
        this.batchRows = Math.min(options.batchRows(), Vector.BATCH_ROWS);
        this.budgetBytes = options.sortBytes();
        if (!step.terms().isEmpty()) {
            use(step.terms());
        }
    }

    private void use(List<SortTerm> newTerms) {
        terms = newTerms;
        keys = Optional.of(factory.expressions(newTerms.stream().map(SortTerm::key).toList()));
        newColumns();
    }

    private void newColumns() {
        columns = new ArrayList<>();
        if (!factory.frame().isNone()) {
            columns.add(new SortColumn(false, false));
        }
        for (var term : terms) {
            columns.add(new SortColumn(term.descending(), term.nullsFirst()));
        }
    }

    @Override
    void collect(Batch batch) {
        if (keys.isEmpty()) {
            var key = Expr.of(SortKeyGuess.of(batch.values()));
            use(List.of(new SortTerm(key, step.reverse(), step.nullsFirst())));
        } else if (rows.size() == 0) {
            newColumns();
        }
        if (bound.isEmpty()) {
            bound = firstBound(batch);
        }
        var wanted = bound.isPresent() ? withinBound(batch, bound.get()) : batch;
        if (wanted.length() == 0) {
            return;
        }
        append(wanted);
        if (step.limit() >= 0 && factory.frame().isNone() && rows.size() > step.limit() + Math.max(SLACK_ROWS, step.limit())) {
            dropBeyondLimit();
        }
        if (factory.frame().isNone() && sizeBytes() > budgetBytes && rows.size() >= MIN_RUN_ROWS && areKeysRepeatable()) {
            spill();
        }
    }

    /// Returns the bound that is known when a batch is, before anything is sorted.
    private Optional<SortBound> firstBound(Batch batch) {
        if (step.limit() <= 0 || step.limit() > MAX_FIRST_ROWS || step.limit() >= batch.length() || !factory.frame().isNone()
                || !areKeysRepeatable()) {
            return Optional.empty();
        }
        var firstKeys = keys.orElseThrow().getFirst().evaluate(batch);
        return SortBound.ofFirst(firstKeys, (int) step.limit(), terms.getFirst().descending(), terms.getFirst().nullsFirst());
    }

    private Batch withinBound(Batch batch, SortBound known) {
        var firstKeys = keys.orElseThrow().getFirst().evaluate(batch);
        if (!known.applies(firstKeys)) {
            return batch;
        }
        int[] wanted = known.wanted(firstKeys);
        return wanted.length == batch.length() ? batch : batch.select(wanted);
    }

    private long sizeBytes() {
        // Keys are held beside the values: as a copy, a number, and a place in the order.
        return 2 * rows.sizeBytes() + 32L * rows.size() * columns.size();
    }

    // When runs are merged the keys are computed once more.
    private boolean areKeysRepeatable() {
        return factory.areStateless(terms.stream().map(SortTerm::key).toList());
    }

    private void spill() {
        sort();
        if (runs.isEmpty()) {
            runs = Optional.of(new SortRuns(terms, keys.orElseThrow()));
        }
        int count = (int) Math.min(order.length, step.limit() < 0 ? Long.MAX_VALUE : step.limit());
        runs.get().add(rows, Arrays.copyOf(order, count));
        rows = new RowStore();
        order = new int[0];
        newColumns();
    }

    private void append(Batch batch) {
        rows.append(batch.values());
        int column = 0;
        if (!factory.frame().isNone()) {
            columns.get(column++).append(instancesOf(batch));
        }
        for (var key : keys.orElseThrow()) {
            columns.get(column++).append(key.evaluate(batch));
        }
    }

    private static Vector instancesOf(Batch batch) {
        var numbers = new long[batch.length()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = Instances.of(batch, row);
        }
        return new LongVector(PrimitiveType.INT64, numbers);
    }

    private void dropBeyondLimit() {
        sort();
        int limit = (int) step.limit();
        var first = Batch.of(rows.gather(order, 0, limit));
        rows = new RowStore();
        newColumns();
        append(first);
        if (limit > 0 && areKeysRepeatable()) {
            var last = keys.orElseThrow().getFirst().evaluate(first.select(new int[] {limit - 1}));
            bound = SortBound.of(last, terms.getFirst().descending(), terms.getFirst().nullsFirst(), terms.size() > 1);
        }
    }

    @Override
    void complete() {
        if (runs.isPresent() && rows.size() > 0) {
            spill();
        } else {
            sort();
        }
    }

    private void sort() {
        columns.forEach(SortColumn::complete);
        order = RowSorter.sort(columns, rows.size());
    }

    @Override
    Optional<Batch> give(int maxRows) {
        if (runs.isPresent()) {
            return giveOfRuns(Math.min(batchRows, maxRows));
        }
        long limit = step.limit() >= 0 && factory.frame().isNone() ? Math.min(step.limit(), order.length) : order.length;
        int from = given;
        given = (int) Math.min(limit, (long) from + Math.min(batchRows, maxRows));
        if (from >= given) {
            return Optional.empty();
        }
        var values = rows.gather(order, from, given);
        if (factory.frame().isNone()) {
            return Optional.of(Batch.of(values));
        }
        var numbers = new int[given - from];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) columns.getFirst().prefix(order[from + i]);
        }
        return Optional.of(new Batch(values, factory.frame().of(numbers)));
    }

    private Optional<Batch> giveOfRuns(int maxRows) {
        long left = step.limit() < 0 ? maxRows : Math.min(maxRows, step.limit() - given);
        if (left <= 0) {
            return Optional.empty();
        }
        var batch = runs.orElseThrow().next((int) left);
        // Without a limit nobody counts.
        given += step.limit() < 0 ? 0 : batch.map(Batch::length).orElse(0);
        return batch;
    }

    @Override
    public void close() {
        runs.ifPresent(SortRuns::close);
        runs = Optional.empty();
    }

    @Override
    void clear() {
        close();
        bound = Optional.empty();
        rows = new RowStore();
        order = new int[0];
        given = 0;
        if (step.terms().isEmpty()) {
            keys = Optional.empty();
        }
    }
}
