package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.ValueCollector;
import java.util.List;

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
                ? first(in)
                : in.column(0));
    }

    private static Vector first(Columns in) {
        var out = new ValueCollector();
        for (int row = 0; row < in.length(); row++) {
            out.append(first(in, row));
        }
        return out.build();
    }

    private static Value first(Columns in, int row) {
        for (int i = 0; i < in.count(); i++) {
            var value = in.value(i, row);
            if (!value.isNull() && !ErrorValues.isMissing(value) && !ErrorValues.isQuiet(value)) {
                return value;
            }
        }
        return Value.ofNull(PrimitiveType.NULL);
    }
}
