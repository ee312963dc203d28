package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Step;
import java.util.Arrays;
import java.util.List;

/// Gives a record for each value of a type that is in the values of expressions, however deep; nulls are left out, and names that
/// the type does not have. A value that is an error, and not missing, is given as it is.
final class ExplodeOperator extends BatchOperator {
    private final List<Expression> expressions;
    private final Type type;
    private final RecordLayout layout;

    ExplodeOperator(Step.Explode step, OperatorFactory factory) {
        expressions = factory.expressions(step.expressions());
        type = step.type();
        layout = new RecordLayout(List.of(Path.of(step.field())));
    }

    @Override
    Batch apply(Batch batch) {
        var pieces = new RowPieces(batch.length(), expressions.size());
        for (int i = 0; i < expressions.size(); i++) {
            var values = expressions.get(i).evaluate(batch);
            int[] sound = ErrorRows.sound(values);
            var found = find(sound.length == values.length() ? values : values.select(sound));
            var records = layout.make(List.of(found.values()), found.rows().length);
            pieces.put(records, BatchAssembly.at(sound, found.rows()), i);
            int[] failed = ErrorRows.failures(values);
            pieces.put(values.select(failed), failed, i);
        }
        var all = pieces.build();
        return new Batch(all.values(), batch.scope().select(all.rows()), batch.ordinal());
    }

    /// Returns the values of the type in a vector, and the row that each is in.
    private RowPieces.Result find(Vector values) {
        return switch (values) {
            case TypedVector typed -> findTyped(typed);
            case Mixed mixed -> {
                var pieces = new RowPieces(mixed.length(), 1);
                int[][] rows = mixed.rowsOfParts();
                for (int part = 0; part < rows.length; part++) {
                    var found = findTyped(mixed.parts().get(part));
                    pieces.put(found.values(), BatchAssembly.at(rows[part], found.rows()), 0);
                }
                yield pieces.build();
            }
        };
    }

    private RowPieces.Result findTyped(TypedVector values) {
        if (values.type().equals(type) || values.type().under().equals(type)) {
            int[] present = present(values);
            var found = present.length == values.length() ? values : values.select(present);
            return new RowPieces.Result(found.withType(type), present);
        }
        return switch (values.type().under()) {
            case RecordType record -> findInFields((RecordVector) values.flat(), record);
            case ArrayType _, SetType _ -> {
                var list = (ArrayVector) values.flat();
                yield findInElements(list.offsets(), list.length(), List.of(list.elements()));
            }
            case MapType _ -> {
                var map = (MapVector) values.flat();
                yield findInElements(map.offsets(), map.length(), List.of(map.keys(), map.values()));
            }
            case UnionType _ -> find(((UnionVector) values.flat()).unwrap());
            case ErrorType _ -> findTyped(((ErrorVector) values.flat()).wrapped());
            default -> new RowPieces(values.length(), 1).build();
        };
    }

    private static int[] present(TypedVector values) {
        var present = new int[values.length()];
        int count = 0;
        for (int row = 0; row < present.length; row++) {
            if (!values.isNull(row)) {
                present[count++] = row;
            }
        }
        return Arrays.copyOf(present, count);
    }

    private RowPieces.Result findInFields(RecordVector records, RecordType type) {
        var pieces = new RowPieces(records.length(), Math.max(1, type.size()));
        for (int field = 0; field < type.size(); field++) {
            var found = find(records.field(field));
            pieces.put(found.values(), found.rows(), field);
        }
        return pieces.build();
    }

    private RowPieces.Result findInElements(int[] offsets, int length, List<TypedVector> columns) {
        var rowOfElement = new int[offsets[length]];
        for (int row = 0; row < length; row++) {
            Arrays.fill(rowOfElement, offsets[row], offsets[row + 1], row);
        }
        var pieces = new RowPieces(rowOfElement.length, columns.size());
        int[] all = BatchRows.all(rowOfElement.length);
        for (int column = 0; column < columns.size(); column++) {
            var found = find(columns.get(column).select(all));
            pieces.put(found.values(), found.rows(), column);
        }
        var inElements = pieces.build();
        return new RowPieces.Result(inElements.values(), BatchAssembly.at(rowOfElement, inElements.rows()));
    }
}
