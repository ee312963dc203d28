package dev.tarn.query.expression;

import dev.tarn.model.type.Type;
import java.util.List;

/// A function of single values: it sees every argument of a row as it is.
///
/// @param result the type of the result as a rule
/// @param body computes a row
record RowFunction(Type result, Kernel.RowBody body) implements Function {
    static RowFunction of(Type result, Kernel.RowBody body) {
        return new RowFunction(result, body);
    }

    @Override
    public Argument argument(int position) {
        return Argument.ANY;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.PerRow(result, body);
    }
}
