package dev.tarn.query.run;

import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expression;
import java.util.List;

/// Gives the values of expressions: those of one row after each other, rows in order. A value that is `error("quiet")` is left out.
final class YieldOperator extends BatchOperator {
    private final List<Expression> expressions;

    YieldOperator(List<Expression> expressions) {
        this.expressions = List.copyOf(expressions);
    }

    @Override
    Batch apply(Batch batch) {
        if (expressions.size() == 1) {
            return withoutQuiet(batch.withValues(expressions.getFirst().evaluate(batch)));
        }
        int width = expressions.size();
        var assembly = new MixedAssembly(batch.length() * width);
        var origin = new int[batch.length() * width];
        for (int i = 0; i < width; i++) {
            var rows = new int[batch.length()];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = row * width + i;
                origin[rows[row]] = row;
            }
            assembly.put(expressions.get(i).evaluate(batch), rows);
        }
        return withoutQuiet(new Batch(assembly.build(), batch.scope().select(origin), batch.ordinal()));
    }

    private static Batch withoutQuiet(Batch batch) {
        if (!ErrorRows.QUIET.isPossible(batch.values())) {
            return batch;
        }
        int[] rows = ErrorRows.QUIET.others(batch.values());
        return rows.length == batch.length() ? batch : batch.select(rows);
    }
}
