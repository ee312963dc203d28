package dev.tarn.query.run;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Joins two inputs by keys that are equal in order (`1` and `1.` are, and null and null are); the answer is in the order of the keys.
/// Rows without a key are left out.
///
/// The keys of both sides are sorted together, so that equal ones become neighbours, those of the kept side first.
final class JoinInput implements Input {
    private final Input kept;
    private final Input other;
    private final Step.Join join;
    private final OperatorFactory factory;
    private Optional<Side> keptSide = Optional.empty();
    private Optional<Side> otherSide = Optional.empty();
    private Optional<JoinedRecords> records = Optional.empty();
    private Optional<Matches> matches = Optional.empty();
    private boolean ended;

    JoinInput(Input left, Input right, Step.Join join, OperatorFactory factory) {
        boolean swapped = join.style() == Step.Join.Style.RIGHT;
        this.kept = swapped ? right : left;
        this.other = swapped ? left : right;
        this.join = join;
        this.factory = factory;
    }

    /// The rows of one side, those without a key left out.
    private static final class Side {
        private final Expression key;
        private final boolean scoped;
        private final RowStore rows = new RowStore();
        private final ColumnCollector keys = new ColumnCollector();
        private final ColumnCollector instances = new ColumnCollector();

        Side(Expression key, boolean scoped) {
            this.key = key;
            this.scoped = scoped;
        }

        void add(Batch batch) {
            var values = key.evaluate(batch);
            int[] present = ErrorRows.MISSING.others(values);
            if (present.length == 0) {
                return;
            }
            rows.append(batch.values().select(present));
            keys.append(values.select(present));
            if (scoped) {
                var numbers = new long[present.length];
                for (int i = 0; i < present.length; i++) {
                    numbers[i] = Instances.of(batch, present[i]);
                }
                instances.append(new LongVector(PrimitiveType.INT64, numbers));
            }
        }
    }

    @Override
    public Optional<Batch> poll() {
        if (matches.isEmpty()) {
            if (keptSide.isEmpty()) {
                begin();
            }
            drain(kept, keptSide.get());
            drain(other, otherSide.get());
            if (!kept.isEnded() || !other.isEnded()) {
                return Optional.empty();
            }
            matches = Optional.of(match(keptSide.get(), otherSide.get()));
        }
        var next = give(matches.get());
        ended = next.isEmpty();
        return next;
    }

    private void begin() {
        boolean swapped = join.style() == Step.Join.Style.RIGHT;
        Expr keptKey = swapped ? join.rightKey() : join.leftKey();
        Expr otherKey = swapped ? join.leftKey() : join.rightKey();
        boolean scoped = !factory.frame().isNone();
        keptSide = Optional.of(new Side(factory.expression(keptKey), scoped));
        otherSide = Optional.of(new Side(factory.expression(otherKey), scoped));
        records = Optional.of(new JoinedRecords(join.assignments(), factory));
    }

    private static void drain(Input input, Side side) {
        for (var batch = input.poll(); batch.isPresent(); batch = input.poll()) {
            side.add(batch.get());
        }
    }

    private Matches match(Side first, Side second) {
        var columns = new ArrayList<SortColumn>();
        if (first.scoped) {
            columns.add(column(first.instances.build(), second.instances.build(), false));
        }
        columns.add(column(first.keys.build(), second.keys.build(), join.descending()));
        int[] order = RowSorter.sort(columns, first.rows.size() + second.rows.size());
        return new Matches(columns, order, first.rows.size(), join.style());
    }

    private static SortColumn column(Vector first, Vector second, boolean descending) {
        var column = new SortColumn(descending, false);
        column.append(first);
        column.append(second);
        column.complete();
        return column;
    }

    private Optional<Batch> give(Matches found) {
        int count = found.advance(Vector.BATCH_ROWS);
        if (count == 0) {
            return Optional.empty();
        }
        int[] first = found.kept(count);
        int[] second = found.others(count);
        var values = keptSide.orElseThrow().rows.gather(first, 0, count);
        var paired = new int[count];
        int pairs = 0;
        for (int i = 0; i < count; i++) {
            if (second[i] >= 0) {
                paired[pairs++] = i;
            }
        }
        int[] places = Arrays.copyOf(paired, pairs);
        if (pairs > 0) {
            int[] rows = BatchAssembly.at(second, places);
            var others = otherSide.orElseThrow().rows.gather(rows, 0, pairs);
            values = replaced(values, places, records.orElseThrow().make(values.select(places), others));
        }
        int[] instances = factory.frame().isNone() ? new int[0] : found.instances(first);
        return Optional.of(new Batch(values, factory.frame().of(instances), Exchange.LATE));
    }

    private static Vector replaced(Vector values, int[] places, Vector replacements) {
        if (places.length == values.length()) {
            return replacements;
        }
        var isReplaced = new boolean[values.length()];
        for (int place : places) {
            isReplaced[place] = true;
        }
        var rest = new int[values.length() - places.length];
        int at = 0;
        for (int row = 0; row < isReplaced.length; row++) {
            if (!isReplaced[row]) {
                rest[at++] = row;
            }
        }
        var assembly = new MixedAssembly(values.length());
        assembly.put(replacements, places);
        assembly.put(values.select(rest), rest);
        return assembly.build();
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public long mark() {
        return ended ? Long.MAX_VALUE : Exchange.LATE;
    }

    @Override
    public void close() {
        List.of(kept, other).forEach(Input::close);
    }

    @Override
    public void setConsumer(Task task) {
        kept.setConsumer(task);
        other.setConsumer(task);
    }

    @Override
    public void reset() {
        keptSide = Optional.empty();
        otherSide = Optional.empty();
        matches = Optional.empty();
        ended = false;
        kept.reset();
        other.reset();
    }
}
