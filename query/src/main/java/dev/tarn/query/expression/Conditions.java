package dev.tarn.query.expression;

import dev.tarn.model.vector.Mixed;
import dev.tarn.query.Batch;

/// The kinds of conditions. Each lists the rows for which it is true, or counts them without a list where that is less work.
final class Conditions {
    private Conditions() {}

    /// The values of an expression.
    record OfExpression(Expression expression) implements Predicate {
        private static final int[] NONE = new int[0];

        @Override
        public int[] trueRows(Batch batch) {
            return batch.length() == 0 ? NONE : Truth.trueRows(expression.evaluate(batch));
        }

        @Override
        public int trueCount(Batch batch) {
            return batch.length() == 0 ? 0 : Truth.trueCount(expression.evaluate(batch));
        }
    }

    /// Two conditions, the second of which is looked at only where the first is true.
    record Both(Predicate first, Predicate second) implements Predicate {
        @Override
        public int[] trueRows(Batch batch) {
            int[] rows = first.trueRows(batch);
            if (rows.length == 0) {
                return rows;
            }
            return rows.length == batch.length()
                    ? second.trueRows(batch)
                    : Selection.at(rows, second.trueRows(batch.select(rows)));
        }

        @Override
        public int trueCount(Batch batch) {
            int[] rows = first.trueRows(batch);
            if (rows.length == 0) {
                return 0;
            }
            return second.trueCount(rows.length == batch.length() ? batch : batch.select(rows));
        }
    }

    /// A condition on columns, and the same for batches whose columns are of other types.
    record OfColumns(ColumnCondition condition, Predicate general) implements Predicate {
        @Override
        public int[] trueRows(Batch batch) {
            return condition.trueRows(batch).orElseGet(() -> general.trueRows(batch));
        }

        @Override
        public int trueCount(Batch batch) {
            return condition.trueCount(batch).orElseGet(() -> general.trueCount(batch));
        }
    }

    /// A condition whose value for a row depends on nothing but the row: rows of different types are taken apart once, before everything else.
    record OfRows(Predicate condition) implements Predicate {
        @Override
        public int[] trueRows(Batch batch) {
            return batch.values() instanceof Mixed mixed ? trueRows(batch, mixed) : condition.trueRows(batch);
        }

        private int[] trueRows(Batch batch, Mixed mixed) {
            int[][] rowsOfParts = mixed.rowsOfParts();
            var isTrue = new boolean[mixed.length()];
            int count = 0;
            for (int part = 0; part < rowsOfParts.length; part++) {
                int[] rows = rowsOfParts[part];
                int[] found = condition.trueRows(ofPart(batch, mixed, part, rows));
                for (int at : found) {
                    isTrue[rows[at]] = true;
                }
                count += found.length;
            }
            var trueRows = new int[count];
            int next = 0;
            for (int row = 0; next < count; row++) {
                if (isTrue[row]) {
                    trueRows[next++] = row;
                }
            }
            return trueRows;
        }

        @Override
        public int trueCount(Batch batch) {
            if (!(batch.values() instanceof Mixed mixed)) {
                return condition.trueCount(batch);
            }
            int[][] rowsOfParts = mixed.rowsOfParts();
            int count = 0;
            for (int part = 0; part < rowsOfParts.length; part++) {
                count += condition.trueCount(ofPart(batch, mixed, part, rowsOfParts[part]));
            }
            return count;
        }

        private static Batch ofPart(Batch batch, Mixed mixed, int part, int[] rows) {
            return new Batch(mixed.parts().get(part), batch.scope().select(rows), batch.ordinal());
        }
    }
}
