package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Assignment;
import dev.tarn.query.plan.FieldLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes records of assigned fields. A field whose value is `error("quiet")` is left out, and a record without fields is too.
final class CutOperator extends BatchOperator {
    private final Targets targets;
    private final List<Expression> values;
    private final Map<List<Path>, RecordLayout> layouts = new HashMap<>();

    CutOperator(List<Assignment> assignments, OperatorFactory factory) {
        targets = new Targets(assignments.stream().map(Assignment::target).toList(), factory);
        values = factory.expressions(assignments.stream().map(Assignment::value).toList());
    }

    @Override
    Batch apply(Batch batch) {
        var columns = new ArrayList<Vector>(values.size());
        for (var value : values) {
            columns.add(value.evaluate(batch));
        }
        var result = new BatchAssembly(batch);
        for (var group : targets.groups(batch)) {
            var problem = group.error().or(() -> targets.areKnown() ? group.error() : FieldLayout.problem(group.paths()));
            if (problem.isPresent()) {
                result.put(ErrorValues.on("cut: " + problem.get(), batch.values().select(group.rows())), group.rows());
            } else {
                cut(group, columns, batch.length(), result);
            }
        }
        return result.build();
    }

    private void cut(Targets.Group group, List<Vector> columns, int length, BatchAssembly result) {
        boolean whole = group.rows().length == length;
        var ofGroup = whole ? columns : columns.stream().map(column -> column.select(group.rows())).toList();
        for (var part : QuietSplit.of(ofGroup, group.rows().length)) {
            if (part.columns().isEmpty()) {
                continue;
            }
            var paths = new ArrayList<Path>();
            var loud = new ArrayList<Vector>();
            part.columns().stream().forEach(i -> {
                paths.add(group.paths().get(i));
                loud.add(part.rows().length == 0 ? ofGroup.get(i) : ofGroup.get(i).select(part.rows()));
            });
            int[] rows = part.rows().length == 0 ? group.rows() : BatchAssembly.at(group.rows(), part.rows());
            var layout = layouts.computeIfAbsent(paths, RecordLayout::new);
            result.put(layout.make(loud, rows.length), rows);
        }
    }
}
