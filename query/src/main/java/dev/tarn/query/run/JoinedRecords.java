package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.aggregate.TypeSplit;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Assignment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the records of a join: the fields of the kept side, and behind them those assigned from the other side, under a new name
/// where there is a field of that name already. A field whose value is `error("quiet")` is left out. The name of the kept
/// side's type is, too: it is another type now. A kept value that is no record stays as it is.
final class JoinedRecords {
    private final List<Expression> values;
    private final List<Path> paths;
    private final Map<BitSet, RecordLayout> layouts = new HashMap<>();

    JoinedRecords(List<Assignment> assignments, OperatorFactory factory) {
        values = factory.expressions(assignments.stream().map(Assignment::value).toList());
        paths = assignments.stream().map(a -> a.target().path().orElseGet(() -> Path.of("?"))).toList();
    }

    /// Returns a record for each pair.
    ///
    /// @param kept the values of the kept side
    /// @param others the values of the other side
    Vector make(Vector kept, Vector others) {
        var columns = new ArrayList<Vector>(values.size());
        for (var value : values) {
            columns.add(value.evaluate(Batch.of(others)));
        }
        var parts = QuietSplit.of(columns, kept.length());
        if (parts.size() == 1) {
            return make(kept, columns, parts.getFirst().columns());
        }
        var assembly = new MixedAssembly(kept.length());
        for (var part : parts) {
            var ofPart = columns.stream().map(column -> column.select(part.rows())).toList();
            assembly.put(make(kept.select(part.rows()), ofPart, part.columns()), part.rows());
        }
        return assembly.build();
    }

    private Vector make(Vector kept, List<? extends Vector> columns, BitSet loud) {
        var added = new ArrayList<Vector>();
        loud.stream().forEach(i -> added.add(columns.get(i)));
        var layout = layouts.computeIfAbsent(loud, set -> new RecordLayout(set.stream().mapToObj(paths::get).toList()));
        var records = added.isEmpty()
                ? new RecordVector(new RecordType(List.of()), List.of(), kept.length(), Validity.ALL)
                : layout.make(added, kept.length());
        var parts = TypeSplit.of(List.of(unwrapped(kept), records), kept.length()).parts();
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

    private static TypedVector join(TypeSplit.Part part) {
        var kept = part.columns()[0];
        if (!(kept.type().under() instanceof RecordType type)) {
            return kept;
        }
        var first = (RecordVector) kept.flat();
        var second = (RecordVector) part.columns()[1].flat();
        var fields = new ArrayList<>(type.fields());
        var columns = new ArrayList<TypedVector>();
        for (int i = 0; i < type.size(); i++) {
            columns.add(first.field(i));
        }
        Set<String> names = new HashSet<>();
        type.fields().forEach(field -> names.add(field.name()));
        for (int i = 0; i < second.recordType().size(); i++) {
            var field = second.recordType().field(i);
            fields.add(new Field(free(field.name(), names), field.type()));
            columns.add(second.field(i));
        }
        return new RecordVector(new RecordType(fields), columns, part.length(), Validity.ALL);
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
