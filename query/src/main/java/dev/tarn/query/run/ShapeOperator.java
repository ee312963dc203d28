package dev.tarn.query.run;

import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.function.Functions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives records whose types differ only where one knows no more than null the same type, and makes floats integers where all
/// values of a field are. What is no record is passed on. In a scope each instance is by itself.
final class ShapeOperator extends CollectingOperator {
    private final OperatorFactory factory;
    private final int batchRows;
    private final Map<Integer, Shapes> shapes = new HashMap<>();
    private final Map<Type, Expression> casts = new HashMap<>();
    private RowStore rows = new RowStore();
    private int[] instances = new int[64];
    private int given;

    ShapeOperator(OperatorFactory factory, int batchRows) {
        this.factory = factory;
        this.batchRows = Math.min(batchRows, Vector.BATCH_ROWS);
    }

    @Override
    void collect(Batch batch) {
        int first = rows.size();
        rows.append(batch.values());
        if (rows.size() > instances.length) {
            instances = Arrays.copyOf(instances, Math.max(rows.size(), instances.length * 2));
        }
        for (int row = 0; row < batch.length(); row++) {
            instances[first + row] = Instances.of(batch, row);
        }
        for (var run : BatchRows.runs(instances, first, rows.size())) {
            var shape = shapes.computeIfAbsent(instances[run[0]], _ -> new Shapes());
            var values = batch.values().select(BatchRows.range(run[0] - first, run[1] - first));
            switch (values) {
                case TypedVector typed -> add(typed, shape);
                case Mixed mixed -> mixed.parts().forEach(part -> add(part, shape));
            }
        }
    }

    private static void add(TypedVector values, Shapes shape) {
        if (values.type().under() instanceof RecordType && values.length() > 0) {
            shape.add(values.type(), (RecordVector) values.flat());
        }
    }

    @Override
    void complete() {}

    @Override
    Optional<Batch> give(int maxRows) {
        int from = given;
        given = Math.min(rows.size(), from + Math.min(batchRows, maxRows));
        if (from == given) {
            return Optional.empty();
        }
        var assembly = new MixedAssembly(given - from);
        for (var run : BatchRows.runs(instances, from, given)) {
            int[] members = BatchRows.range(run[0], run[1]);
            var values = rows.gather(members, 0, members.length);
            assembly.put(shaped(values, shapes.getOrDefault(instances[run[0]], new Shapes())),
                    BatchRows.range(run[0] - from, run[1] - from));
        }
        int[] ofRows = Arrays.copyOfRange(instances, from, given);
        return Optional.of(new Batch(assembly.build(), factory.frame().of(ofRows)));
    }

    private Vector shaped(Vector values, Shapes shape) {
        return switch (values) {
            case TypedVector typed -> {
                var target = shape.target(typed.type());
                yield target.equals(typed.type()) ? typed : cast(target).evaluate(Batch.of(typed));
            }
            case Mixed mixed -> {
                var assembly = new MixedAssembly(mixed.length());
                int[][] rowsOfParts = mixed.rowsOfParts();
                for (int part = 0; part < rowsOfParts.length; part++) {
                    assembly.put(shaped(mixed.parts().get(part), shape), rowsOfParts[part]);
                }
                yield assembly.build();
            }
        };
    }

    private Expression cast(Type type) {
        return casts.computeIfAbsent(type, target ->
                factory.expression(new Expr.Call("cast", List.of(new Expr.This(), Functions.typeValue(target)))));
    }

    @Override
    void clear() {
        shapes.clear();
        rows = new RowStore();
        given = 0;
    }
}
