package dev.tarn.query.run;

import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.query.Batch;

/// Changes records type by type. What is `error("missing")` or `error("quiet")` is left out.
abstract class RecordOperator extends BatchOperator {
    /// Handles rows of one type.
    ///
    /// @param values the values of the rows
    /// @param rows the rows in the batch, ascending
    abstract void change(TypedVector values, int[] rows, Batch batch, BatchAssembly result);

    /// Begins with a batch.
    void begin(Batch batch) {}

    @Override
    final Batch apply(Batch batch) {
        begin(batch);
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
