package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Choice;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The first value that is neither null nor missing nor quiet; null if there is none.
final class Coalesce implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("coalesce", Argument.ANY).withRepeated();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.Whole(in -> ErrorValues.isOfString(types.getFirst()) || !in.isAllValid(0)
                ? ofNumbers(in).orElseGet(() -> first(in))
                : in.column(0));
    }

    /// Returns the values of two columns of numbers of one type, none of which is missing or quiet.
    private static Optional<Vector> ofNumbers(Columns in) {
        return in.count() == 2 ? Choice.ofValid(in.column(0), in.column(1)) : Optional.empty();
    }

    /// Goes from argument to argument with the rows that have no value yet.
    private static Vector first(Columns in) {
        var assembly = new MixedAssembly(in.length());
        var open = new int[in.length()];
        Arrays.setAll(open, row -> row);
        for (int i = 0; i < in.count() && open.length > 0; i++) {
            var column = in.column(i);
            var taken = new int[open.length];
            var left = new int[open.length];
            int takenCount = 0;
            int leftCount = 0;
            boolean maybeAbsent = ErrorValues.isOfString(column.type());
            for (int row : open) {
                if (column.isNull(row) || maybeAbsent && isAbsent(Value.of(column, row))) {
                    left[leftCount++] = row;
                } else {
                    taken[takenCount++] = row;
                }
            }
            int[] rows = Arrays.copyOf(taken, takenCount);
            assembly.put(takenCount == in.length() ? column : column.select(rows), rows);
            open = Arrays.copyOf(left, leftCount);
        }
        assembly.put(Constant.nulls(PrimitiveType.NULL, open.length), open);
        return assembly.build();
    }

    private static boolean isAbsent(Value value) {
        return ErrorValues.isMissing(value) || ErrorValues.isQuiet(value);
    }
}
