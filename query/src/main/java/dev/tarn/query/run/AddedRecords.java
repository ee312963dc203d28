package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Assignment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes records of what the values of the other side of a join add to those of the kept side. A field whose value is `error("quiet")`
/// is left out.
final class AddedRecords {
    private final List<Expression> values;
    private final List<Path> paths;
    private final Map<BitSet, RecordLayout> layouts = new HashMap<>();

    AddedRecords(List<Assignment> assignments, OperatorFactory factory) {
        values = factory.expressions(assignments.stream().map(Assignment::value).toList());
        paths = assignments.stream().map(a -> a.target().path().orElseGet(() -> Path.of("?"))).toList();
    }

    /// Returns for each value of the other side the record of what it adds.
    Vector of(Batch others) {
        var columns = new ArrayList<Vector>(values.size());
        for (var value : values) {
            columns.add(value.evaluate(others));
        }
        var parts = QuietSplit.of(columns, others.length());
        if (parts.size() == 1) {
            return added(columns, parts.getFirst().columns(), others.length());
        }
        var assembly = new MixedAssembly(others.length());
        for (var part : parts) {
            var ofPart = columns.stream().map(column -> column.select(part.rows())).toList();
            assembly.put(added(ofPart, part.columns(), part.rows().length), part.rows());
        }
        return assembly.build();
    }

    private Vector added(List<? extends Vector> columns, BitSet loud, int length) {
        if (loud.isEmpty()) {
            return new RecordVector(new RecordType(List.of()), List.of(), length, Validity.ALL);
        }
        var layout = layouts.computeIfAbsent(loud, set -> new RecordLayout(set.stream().mapToObj(paths::get).toList()));
        return layout.make(loud.stream().mapToObj(columns::get).toList(), length);
    }
}
