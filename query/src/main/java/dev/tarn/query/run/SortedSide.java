package dev.tarn.query.run;

import dev.tarn.model.InputException;
import dev.tarn.model.RowComparison;
import dev.tarn.model.SortKey;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Expression;
import java.util.Optional;

/// One side of a [MergeJoin] on its way, row by row: those that have a key, in the order of the keys and null last.
final class SortedSide implements AutoCloseable {
    private final Input input;
    private final Expr expr;
    private final OperatorFactory factory;
    private final ValueOrder order;
    private Optional<Expression> key = Optional.empty();
    private Optional<Rows> current = Optional.empty();
    private int row;

    /// Creates a side before its first row.
    ///
    /// @param order in which it is sorted, as far as keys are not null
    SortedSide(Input input, Expr expr, OperatorFactory factory, ValueOrder order) {
        this.input = input;
        this.expr = expr;
        this.factory = factory;
        this.order = order;
    }

    /// Rows with their keys.
    ///
    /// @param isNull which of the keys are null
    record Rows(Batch batch, Vector keys, boolean[] isNull) {
        int length() {
            return isNull.length;
        }
    }

    /// A comparison of keys, null last.
    ///
    /// @param left the rows that the first number is of
    /// @param right the rows that the second number is of
    record KeyOrder(Rows left, Rows right, RowComparison notNull) {
        static KeyOrder between(Rows left, Rows right, ValueOrder order) {
            return new KeyOrder(left, right, order.between(left.keys(), right.keys()));
        }

        int compare(int i, int j) {
            if (left.isNull()[i] || right.isNull()[j]) {
                return Boolean.compare(left.isNull()[i], right.isNull()[j]);
            }
            return notNull.compare(i, j);
        }
    }

    /// Returns whether there is a row now; without one it has to be waited for, unless the side [has ended][#isEnded()].
    ///
    /// @throws InputException if the rows are not in the order that they are said to be in
    boolean hasRow() {
        while (current.isEmpty() || row == current.get().length()) {
            var batch = input.poll();
            if (batch.isEmpty()) {
                return false;
            }
            take(batch.get());
        }
        return true;
    }

    private void take(Batch batch) {
        var expression = key.orElseGet(() -> factory.expression(expr));
        key = Optional.of(expression);
        var keys = expression.evaluate(batch);
        if (!ErrorRows.MISSING.isPossible(keys)) {
            take(batch, keys);
            return;
        }
        int[] present = ErrorRows.MISSING.others(keys);
        if (present.length > 0) {
            take(batch.select(present), keys.select(present));
        }
    }

    private void take(Batch batch, Vector keys) {
        var rows = new Rows(batch, keys, NullsLastOperator.nulls(keys));
        check(rows);
        current = Optional.of(rows);
        row = 0;
    }

    private void check(Rows rows) {
        boolean sorted = current.isEmpty()
                || KeyOrder.between(current.get(), rows, order).compare(current.get().length() - 1, 0) <= 0;
        var within = KeyOrder.between(rows, rows, order);
        for (int i = 1; i < rows.length(); i++) {
            sorted &= within.compare(i - 1, i) <= 0;
        }
        if (!sorted) {
            throw new InputException("join: values are said to be sorted by " + expr + " and are not");
        }
    }

    /// Returns whether no row comes any more.
    boolean isEnded() {
        return (current.isEmpty() || row == current.get().length()) && input.isEnded();
    }

    /// Returns the rows that the present one is among.
    Rows rows() {
        return current.orElseThrow();
    }

    /// Returns the place of the present row.
    int row() {
        return row;
    }

    /// Goes to another row of the same rows, or behind the last.
    void goTo(int newRow) {
        row = newRow;
    }

    @Override
    public void close() {
        input.close();
    }

    void setConsumer(Task task) {
        input.setConsumer(task);
    }

    /// The order of a side that is sorted in a direction, with nulls inside of keys where such a sort has them.
    static ValueOrder order(boolean descending, SortKey.Nulls nulls) {
        return ValueOrder.of(descending ? SortKey.Direction.DESCENDING : SortKey.Direction.ASCENDING, nulls);
    }
}
