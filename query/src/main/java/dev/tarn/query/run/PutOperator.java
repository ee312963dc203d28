package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.aggregate.TypeSplit;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Assignment;
import dev.tarn.query.plan.FieldLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Adds fields to records, or replaces them. A field whose value is `error("quiet")` is left as it is, and a record
/// with no other keeps its name.
final class PutOperator extends RecordOperator {
    private final Targets targets;
    private final List<Expression> values;
    // The values of the expressions for the records of a batch, and at which place each row has its own.
    private final List<Vector> columns = new ArrayList<>();
    private int[] place = new int[0];

    PutOperator(List<Assignment> assignments, OperatorFactory factory) {
        targets = new Targets(assignments.stream().map(Assignment::target).toList(), factory);
        values = factory.expressions(assignments.stream().map(Assignment::value).toList());
    }

    // Expressions see the records of a batch in their order, whatever their types, because an aggregate among them counts.
    @Override
    void begin(Batch batch) {
        columns.clear();
        place = new int[0];
        var records = batch;
        if (!isOfRecords(batch.values())) {
            int[] rows = records(batch.values());
            place = new int[batch.length()];
            for (int i = 0; i < rows.length; i++) {
                place[rows[i]] = i;
            }
            records = rows.length == batch.length() ? batch : batch.select(rows);
        }
        for (var value : values) {
            columns.add(value.evaluate(records));
        }
    }

    private static boolean isOfRecords(Vector values) {
        return values instanceof TypedVector typed && typed.type().under() instanceof RecordType;
    }

    @Override
    Optional<Vector> changeAll(TypedVector records) {
        boolean isPlain = targets.areKnown() && isOfRecords(records)
                && columns.stream().allMatch(column -> column instanceof TypedVector && !ErrorRows.QUIET.isPossible(column));
        return isPlain ? Optional.of(withColumns(records, targets.paths())) : Optional.empty();
    }

    private Vector withColumns(TypedVector records, List<Path> paths) {
        var flat = (RecordVector) records.flat();
        var tree = FieldTree.of(flat);
        for (int i = 0; i < columns.size(); i++) {
            tree.put(paths.get(i).names(), (TypedVector) columns.get(i));
        }
        return tree.build(flat.length(), Validity.ALL);
    }

    /// Returns which rows are records, of values that are not all records of one type.
    private static int[] records(Vector values) {
        return switch (values) {
            case TypedVector _ -> new int[0];
            case Mixed mixed -> {
                int[][] rows = mixed.rowsOfParts();
                yield IntStream.range(0, rows.length)
                        .filter(part -> mixed.parts().get(part).type().under() instanceof RecordType)
                        .flatMap(part -> Arrays.stream(rows[part])).sorted().toArray();
            }
        };
    }

    @Override
    void change(TypedVector records, int[] rows, Batch batch, BatchAssembly result) {
        if (records.type().isError()) {
            result.put(records, rows);
            return;
        }
        if (!(records.type().under() instanceof RecordType)) {
            result.put(ErrorValues.on("put: not a record", records), rows);
            return;
        }
        var input = rows.length == batch.length() ? batch : batch.select(rows);
        int[] places = place.length == 0 ? rows : BatchAssembly.at(place, rows);
        var ofRows = columns.stream()
                .<Vector>map(column -> places.length == column.length() ? column : column.select(places)).toList();
        for (var group : targets.groups(input)) {
            boolean whole = group.rows().length == rows.length;
            var ofGroup = whole ? records : records.select(group.rows());
            var rowsOfGroup = whole ? rows : BatchAssembly.at(rows, group.rows());
            var problem = group.error()
                    .or(() -> targets.areKnown() ? group.error() : FieldLayout.assignmentProblem(group.paths()));
            if (problem.isPresent()) {
                result.put(ErrorValues.on("put: " + problem.get(), ofGroup), rowsOfGroup);
            } else {
                var columnsOfGroup = whole ? ofRows : ofRows.stream().map(c -> c.select(group.rows())).toList();
                putLoud(group, ofGroup, columnsOfGroup, rowsOfGroup, result);
            }
        }
    }

    private static void putLoud(
            Targets.Group group, TypedVector records, List<Vector> columns, int[] rows, BatchAssembly result) {
        for (var loud : QuietSplit.of(columns, rows.length)) {
            var some = loud.rows().length == 0 ? records : records.select(loud.rows());
            var rowsOfSome = loud.rows().length == 0 ? rows : BatchAssembly.at(rows, loud.rows());
            var chosen = new ArrayList<Vector>();
            loud.columns().stream().forEach(i ->
                    chosen.add(loud.rows().length == 0 ? columns.get(i) : columns.get(i).select(loud.rows())));
            putTyped(group, loud.columns(), some, chosen, rowsOfSome, result);
        }
    }

    private static void putTyped(Targets.Group group, BitSet numbers, TypedVector records, List<Vector> columns,
            int[] rows, BatchAssembly result) {
        if (numbers.isEmpty()) {
            result.put(records, rows);
            return;
        }
        for (var part : TypeSplit.of(columns, rows.length).parts()) {
            boolean whole = part.rows().length == 0;
            var flat = (RecordVector) (whole ? records : records.select(part.rows())).flat();
            var tree = FieldTree.of(flat);
            int column = 0;
            for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
                tree.put(group.paths().get(number).names(), part.columns()[column++]);
            }
            result.put(tree.build(part.length(), Validity.ALL), whole ? rows : BatchAssembly.at(rows, part.rows()));
        }
    }
}
