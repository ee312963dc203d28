package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Step;
import java.util.Arrays;

/// Tells rows that are in the order of a grouping key for sure from those that may be anywhere.
///
/// Null and what is missing are equal in order but not as keys, so they may come in turns; and where the key is a function of what rows are
/// sorted by, it follows the order of numbers but not that of other values.
final class SortedRows {
    private final Expression key;
    private final Expression sortedBy;
    private final boolean isFunction;

    /// Rows of a batch, and the keys of those in order.
    ///
    /// @param inOrder the rows in order, ascending
    /// @param others the other rows, ascending
    /// @param keys the keys of the rows in order
    record Split(int[] inOrder, int[] others, Vector keys) {}

    SortedRows(Step.Summarize step, OperatorFactory factory) {
        var sorted = step.sorted().orElseThrow();
        Expr expr = step.keys().get(sorted.position()).value();
        key = factory.expression(expr);
        isFunction = expr.path().isEmpty();
        sortedBy = isFunction ? factory.expression(Expr.of(sorted.path())) : key;
    }

    /// Splits the rows of a batch.
    Split split(Batch batch) {
        var keys = key.evaluate(batch);
        var out = new boolean[batch.length()];
        boolean any = mark(keys, false, out);
        if (isFunction) {
            any |= mark(sortedBy.evaluate(batch), true, out);
        }
        if (!any) {
            return new Split(BatchRows.all(batch.length()), new int[0], keys);
        }
        int[] inOrder = where(out, false);
        return new Split(inOrder, where(out, true), keys.select(inOrder));
    }

    private static int[] where(boolean[] out, boolean wanted) {
        var rows = new int[out.length];
        int count = 0;
        for (int row = 0; row < out.length; row++) {
            if (out[row] == wanted) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private static boolean mark(Vector values, boolean numbersOnly, boolean[] out) {
        return switch (values) {
            case TypedVector typed -> mark(typed, new int[0], numbersOnly, out);
            case Mixed mixed -> {
                int[][] rows = mixed.rowsOfParts();
                boolean any = false;
                for (int part = 0; part < rows.length; part++) {
                    any |= mark(mixed.parts().get(part), rows[part], numbersOnly, out);
                }
                yield any;
            }
        };
    }

    private static boolean mark(TypedVector values, int[] rows, boolean numbersOnly, boolean[] out) {
        boolean all = values.type().isError() || numbersOnly && !isPlainNumber(values.type());
        boolean any = false;
        for (int i = 0; i < values.length(); i++) {
            if (all || values.isNull(i)) {
                out[rows.length == 0 ? i : rows[i]] = true;
                any = true;
            }
        }
        return any;
    }

    // Functions take the greatest of uint64 for negative numbers.
    private static boolean isPlainNumber(Type type) {
        return type.under() instanceof PrimitiveType primitive && primitive.isNumber() && primitive != PrimitiveType.UINT64;
    }
}
