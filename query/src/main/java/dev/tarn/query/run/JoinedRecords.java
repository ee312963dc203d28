package dev.tarn.query.run;

import dev.tarn.model.Projection;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.RowsBuilder;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.View;
import dev.tarn.query.aggregate.TypeSplit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the records of a join: the fields of the kept side, and behind them those that the other side adds, under a new name
/// where there is a field of that name already. The name of the kept side's type is left out, too: it is another type now. A kept
/// value that is no record stays as it is.
final class JoinedRecords {
    private final Projection wanted;

    /// @param wanted which fields of the kept side somebody needs; the others may be left out
    JoinedRecords(Projection wanted) {
        this.wanted = wanted;
    }

    /// Returns a record for each pair.
    ///
    /// @param kept the values of the kept side
    /// @param added what the values of the other side add
    Vector of(Vector kept, Vector added) {
        var parts = TypeSplit.of(List.of(unwrapped(kept), added), kept.length()).parts();
        if (parts.size() == 1) {
            return join(parts.getFirst());
        }
        var assembly = new MixedAssembly(kept.length());
        for (var part : parts) {
            assembly.put(join(part), part.rows());
        }
        return assembly.build();
    }

    /// Returns what union values hold.
    private static Vector unwrapped(Vector values) {
        return switch (values) {
            case TypedVector typed -> typed.type().under() instanceof UnionType
                    ? unwrapped(((UnionVector) typed.flat()).unwrap())
                    : typed;
            case Mixed mixed -> {
                if (mixed.parts().stream().noneMatch(part -> part.type().under() instanceof UnionType)) {
                    yield mixed;
                }
                var assembly = new MixedAssembly(mixed.length());
                int[][] rows = mixed.rowsOfParts();
                for (int part = 0; part < rows.length; part++) {
                    assembly.put(unwrapped(mixed.parts().get(part)), rows[part]);
                }
                yield assembly.build();
            }
        };
    }

    private TypedVector join(TypeSplit.Part part) {
        var kept = part.columns()[0];
        var added = part.columns()[1];
        if (!(kept.type().under() instanceof RecordType type)) {
            return kept;
        }
        if (wanted.all()) {
            var bodies = bodies(kept);
            var addedBodies = bodies(added);
            if (bodies.isPresent() && addedBodies.isPresent()) {
                return joinBodies(bodies.get(), addedBodies.get(), joined(type, (RecordType) added.type().under()));
            }
        }
        return joinFields(kept, type, added, part.length());
    }

    /// Returns values as bodies if that is what they are and none is null.
    private static Optional<Rows> bodies(TypedVector values) {
        var bodies = switch (values) {
            case Rows rows -> rows;
            case View view when view.base() instanceof Rows rows -> rows.gather(view.rows());
            default -> null;
        };
        for (int row = 0; bodies != null && row < values.length(); row++) {
            if (bodies.isNull(row)) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(bodies);
    }

    // The body of a record is the bodies of its fields, one after another.
    private static Rows joinBodies(Rows kept, Rows added, RecordType type) {
        var builder = new RowsBuilder(type);
        for (int row = 0; row < kept.length(); row++) {
            builder.append(kept.arena(), kept.start(row), kept.bodyLength(row),
                    added.arena(), added.start(row), added.bodyLength(row));
        }
        return builder.build();
    }

    private static RecordType joined(RecordType kept, RecordType added) {
        var fields = new ArrayList<>(kept.fields());
        Set<String> names = new HashSet<>();
        fields.forEach(field -> names.add(field.name()));
        added.fields().forEach(field -> fields.add(new Field(free(field.name(), names), field.type())));
        return new RecordType(fields);
    }

    private TypedVector joinFields(TypedVector kept, RecordType type, TypedVector added, int length) {
        var columns = new ArrayList<TypedVector>();
        var fields = new ArrayList<Field>();
        for (int i = 0; i < type.size(); i++) {
            if (isWanted(type.field(i).name())) {
                fields.add(type.field(i));
                columns.add(field(kept, i));
            }
        }
        var addedType = (RecordType) added.type().under();
        for (int i = 0; i < addedType.size(); i++) {
            columns.add(field(added, i));
        }
        return new RecordVector(joined(new RecordType(fields), addedType), columns, length, Validity.ALL);
    }

    private boolean isWanted(String name) {
        return wanted.all() || wanted.paths().stream().anyMatch(path -> path.names().getFirst().equals(name));
    }

    // Of bodies only the fields that are asked for are ever looked at.
    private static TypedVector field(TypedVector records, int position) {
        return switch (records) {
            case Rows rows -> rows.field(position);
            case View view when view.base() instanceof Rows rows -> rows.field(position).select(view.rows());
            default -> ((RecordVector) records.flat()).field(position);
        };
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
