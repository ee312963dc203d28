package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.aggregate.TypeSplit;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Assignment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes the records of a join: the fields of the kept side, and behind them those assigned from the other side, under a new name
/// where there is a field of that name already.
final class JoinedRecords {
    private final List<Expression> values;
    private final RecordLayout layout;

    JoinedRecords(List<Assignment> assignments, OperatorFactory factory) {
        values = factory.expressions(assignments.stream().map(Assignment::value).toList());
        layout = new RecordLayout(assignments.stream().map(a -> a.target().path().orElseGet(() -> Path.of("?"))).toList());
    }

    /// Returns a record for each pair.
    ///
    /// @param kept the values of the kept side
    /// @param others the values of the other side
    Vector make(Vector kept, Vector others) {
        if (values.isEmpty()) {
            return kept;
        }
        var columns = new ArrayList<Vector>(values.size());
        for (var value : values) {
            columns.add(value.evaluate(Batch.of(others)));
        }
        var added = layout.make(columns, others.length());
        var parts = TypeSplit.of(List.of(kept, added), kept.length()).parts();
        if (parts.size() == 1) {
            return join(parts.getFirst());
        }
        var assembly = new MixedAssembly(kept.length());
        for (var part : parts) {
            assembly.put(join(part), part.rows());
        }
        return assembly.build();
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
