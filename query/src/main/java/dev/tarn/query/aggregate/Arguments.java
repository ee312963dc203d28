package dev.tarn.query.aggregate;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.query.expression.Coercion;
import dev.tarn.query.expression.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The arguments of an aggregate that may have two, in one column: records of the value and of the parameter.
public final class Arguments {
    private static final List<String> NAMES = List.of("value", "parameter");

    private final RecordVector records;

    private Arguments(RecordVector records) {
        this.records = records;
    }

    /// Returns the expression of the column.
    public static Expr pack(List<Expr> arguments) {
        var items = new ArrayList<Expr.RecordItem>();
        for (int i = 0; i < Math.min(NAMES.size(), arguments.size()); i++) {
            items.add(new Expr.RecordItem.Named(NAMES.get(i), arguments.get(i)));
        }
        return new Expr.MakeRecord(items);
    }

    /// Takes a column apart.
    static Arguments of(TypedVector packed) {
        return new Arguments((RecordVector) packed.flat());
    }

    TypedVector values() {
        return records.fields().getFirst();
    }

    /// Returns the parameter of a row as a number; empty if there is none, NaN if it is none.
    OptionalDouble parameter(int row) {
        if (records.fields().size() == 1) {
            return OptionalDouble.empty();
        }
        var value = Value.of(records.fields().getLast(), row);
        boolean number = value.type().under() instanceof PrimitiveType type && type.isNumber() && !value.isNull();
        return OptionalDouble.of(number ? Coercion.toDouble(value).orElse(Double.NaN) : Double.NaN);
    }
}
