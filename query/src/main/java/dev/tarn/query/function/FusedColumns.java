package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.query.expression.FieldAccess;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives values of several types the type that they were fused to, as the function `shape` does, but field by field for all of
/// them at once: thousands of types, each with fields of its own, take time for the fields they have and not for those they lack,
/// and a field that none of them has is one constant.
public final class FusedColumns {
    private final ShapePlan plan =
            new ShapePlan(EnumSet.of(ShapePlan.Transform.CAST, ShapePlan.Transform.FILL, ShapePlan.Transform.ORDER));
    private final Type target;
    private final Map<Type, Boolean> fitting = new HashMap<>();
    private final Map<Type, Map<Type, ShapeStep>> steps = new HashMap<>();

    private record Piece(TypedVector values, int[] rows) {}

    /// Begins to shape.
    ///
    /// @param target the type that the values are to have
    public FusedColumns(Type target) {
        this.target = target;
    }

    /// Returns the values with the type; empty if `shape` has to say what becomes of them: where the type is no record type, or
    /// where a type does not become it as a whole.
    public Optional<TypedVector> shape(Mixed values) {
        if (!(target.under() instanceof RecordType)) {
            return Optional.empty();
        }
        var pieces = new ArrayList<Piece>(values.parts().size());
        int[][] rows = values.rowsOfParts();
        for (int part = 0; part < rows.length; part++) {
            var typed = values.parts().get(part);
            if (!fitting.computeIfAbsent(typed.type(), type -> fits(type, target))) {
                return Optional.empty();
            }
            pieces.add(new Piece(typed, rows[part]));
        }
        return column(pieces, target, values.length());
    }

    private boolean fits(Type in, Type wanted) {
        if (in.under() == PrimitiveType.NULL) {
            return true;
        }
        if (in.under() instanceof RecordType record && wanted.under() instanceof RecordType wantedRecord) {
            for (var field : record.fields()) {
                int position = wantedRecord.indexOf(field.name());
                if (position < 0 || !fits(field.type(), wantedRecord.field(position).type())) {
                    return false;
                }
            }
            return true;
        }
        var step = step(in, wanted);
        return !(step instanceof ShapeStep.Impossible) && step.target().equals(wanted);
    }

    private ShapeStep step(Type in, Type wanted) {
        return steps.computeIfAbsent(wanted, _ -> new HashMap<>()).computeIfAbsent(in, type -> plan.plan(type, wanted));
    }

    private Optional<TypedVector> column(List<Piece> pieces, Type wanted, int length) {
        return wanted.under() instanceof RecordType record && pieces.stream().allMatch(FusedColumns::isRecordOrNull)
                ? records(pieces, wanted, record, length)
                : converted(pieces, wanted, length);
    }

    private static boolean isRecordOrNull(Piece piece) {
        var under = piece.values().type().under();
        return under instanceof RecordType || under == PrimitiveType.NULL;
    }

    private Optional<TypedVector> records(List<Piece> pieces, Type wanted, RecordType record, int length) {
        var valid = new long[Validity.wordCount(Math.max(length, 1))];
        var piecesOfField = new ArrayList<List<Piece>>(record.size());
        for (int i = 0; i < record.size(); i++) {
            piecesOfField.add(List.of());
        }
        int validCount = 0;
        for (var piece : pieces) {
            for (int i = 0; i < piece.rows().length; i++) {
                if (!piece.values().isNull(i)) {
                    valid[piece.rows()[i] >>> 6] |= 1L << piece.rows()[i];
                    validCount++;
                }
            }
            if (piece.values().type().under() instanceof RecordType fields) {
                addFields(piece, fields, record, piecesOfField);
            }
        }
        var nulls = new HashMap<Type, Constant>();
        var columns = new ArrayList<TypedVector>(record.size());
        for (int i = 0; i < record.size(); i++) {
            var type = record.field(i).type();
            if (piecesOfField.get(i).isEmpty()) {
                columns.add(nulls.computeIfAbsent(type, absent -> Constant.nulls(absent, length)));
                continue;
            }
            var column = column(piecesOfField.get(i), type, length);
            if (column.isEmpty()) {
                return column;
            }
            columns.add(column.get());
        }
        return Optional.of(new RecordVector(wanted, columns, length, validCount == length ? Validity.ALL : Validity.of(valid)));
    }

    private static void addFields(Piece piece, RecordType fields, RecordType record, List<List<Piece>> piecesOfField) {
        for (int i = 0; i < fields.size(); i++) {
            int position = record.indexOf(fields.field(i).name());
            if (piecesOfField.get(position).isEmpty()) {
                piecesOfField.set(position, new ArrayList<>(1));
            }
            piecesOfField.get(position).add(new Piece(FieldAccess.column(piece.values(), i), piece.rows()));
        }
    }

    private Optional<TypedVector> converted(List<Piece> pieces, Type wanted, int length) {
        var assembly = new MixedAssembly(length);
        var isGiven = new boolean[length];
        int given = 0;
        for (var piece : pieces) {
            var values = piece.values();
            assembly.put(
                    values.type().equals(wanted) ? values : Shaper.run(step(values.type(), wanted), values, wanted), piece.rows());
            for (int row : piece.rows()) {
                isGiven[row] = true;
            }
            given += piece.rows().length;
        }
        if (given < length) {
            var others = new int[length - given];
            int next = 0;
            for (int row = 0; row < length; row++) {
                if (!isGiven[row]) {
                    others[next++] = row;
                }
            }
            assembly.put(Constant.nulls(wanted, others.length), others);
        }
        return assembly.build() instanceof TypedVector typed && typed.type().equals(wanted) ? Optional.of(typed) : Optional.empty();
    }
}
