package dev.tarn.query.run;

import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.Optional;

/// Changes records type by type. What is `error("missing")` or `error("quiet")` is left out.
abstract class RecordOperator extends BatchOperator {
    /// Handles rows of one type.
    ///
    /// @param values the values of the rows
    /// @param rows the rows in the batch, ascending
    abstract void change(TypedVector values, int[] rows, Batch batch, BatchAssembly result);

    /// Begins with a batch.
    void begin(Batch batch) {}

    /// Handles all rows of a batch at once, if it can.
    ///
    /// @param values the values of the batch, all of one type and none of them an error
    /// @return empty to have them handled by [#change]
    Optional<Vector> changeAll(TypedVector values) {
        return Optional.empty();
    }

    @Override
    final Batch apply(Batch batch) {
        begin(batch);
        if (batch.values() instanceof TypedVector typed && !typed.type().isError()) {
            var changed = changeAll(typed);
            if (changed.isPresent()) {
                return batch.withValues(changed.get());
            }
        }
        var result = new BatchAssembly(batch);
        switch (batch.values()) {
            case TypedVector typed -> changeUnlessNothing(typed, BatchRows.all(batch.length()), batch, result);
            case Mixed mixed -> {
                int[][] rows = mixed.rowsOfParts();
                for (int part = 0; part < rows.length; part++) {
                    changeUnlessNothing(mixed.parts().get(part), rows[part], batch, result);
                }
            }
        }
        return result.build();
    }

    private void changeUnlessNothing(TypedVector values, int[] rows, Batch batch, BatchAssembly result) {
        if (!ErrorRows.MISSING.isPossible(values)) {
            change(values, rows, batch, result);
            return;
        }
        int[] present = ErrorRows.MISSING.others(values);
        var some = values.select(present);
        int[] loud = ErrorRows.QUIET.others(some);
        if (loud.length > 0) {
            change(some.select(loud), BatchAssembly.at(BatchAssembly.at(rows, present), loud), batch, result);
        }
    }
}
