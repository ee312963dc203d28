package dev.tarn.query.run;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Predicate;
import java.util.function.Consumer;

/// Passes on the rows for which a condition is true, or as many nulls if only their number matters.
final class FilterOperator extends BatchOperator {
    private static final FlatVector NULL = Constant.nulls(PrimitiveType.NULL, 1).one();

    private final Predicate condition;
    private final Consumer<Vector> passed;
    private boolean counts;

    /// @param passed is told of what passes
    FilterOperator(Predicate condition, Consumer<Vector> passed) {
        this.condition = condition;
        this.passed = passed;
    }

    @Override
    public void leaveOutValues() {
        counts = true;
    }

    @Override
    Batch apply(Batch batch) {
        var kept = counts && canLeaveOut(batch) ? counted(batch) : listed(batch);
        passed.accept(kept.values());
        return kept;
    }

    // Instances of a scope are counted each by itself, and of canonical bodies it is known how many bytes pass.
    private static boolean canLeaveOut(Batch batch) {
        return batch.scope().isNone() && !Progress.knowsBytes(batch.values());
    }

    private Batch counted(Batch batch) {
        return new Batch(new Constant(NULL, condition.trueCount(batch)), batch.scope(), batch.ordinal());
    }

    private Batch listed(Batch batch) {
        int[] rows = condition.trueRows(batch);
        return rows.length == batch.length() ? batch : batch.select(rows);
    }
}
