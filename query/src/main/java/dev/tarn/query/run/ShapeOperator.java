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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives records whose types differ only where one knows no more than null the same type, and makes floats integers where all
/// values of a field are. What is no record is passed on. In a scope each instance is by itself.
final class ShapeOperator extends CollectingOperator {
    private final OperatorFactory factory;
    private final InstanceRows rows;
    private final Map<Integer, Shapes> shapes = new HashMap<>();
    private final Map<Type, Expression> casts = new HashMap<>();

    ShapeOperator(OperatorFactory factory) {
        this.factory = factory;
        this.rows = new InstanceRows(factory.frame(), factory.options().batchRows(), factory.options().fuseBytes());
    }

    @Override
    void collect(Batch batch) {
        int first = rows.append(batch);
        for (var run : rows.runs(first)) {
            var shape = shapes.computeIfAbsent(rows.instance(run[0]), _ -> new Shapes());
            var values = batch.values().slice(run[0] - first, run[1] - first);
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
        return rows.give(maxRows, this::shaped);
    }

    private Vector shaped(Vector values, int[] instances) {
        var assembly = new MixedAssembly(instances.length);
        for (var run : BatchRows.runs(instances, 0, instances.length)) {
            int[] members = BatchRows.range(run[0], run[1]);
            assembly.put(shaped(values.select(members), shapes.getOrDefault(instances[run[0]], new Shapes())), members);
        }
        return assembly.build();
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
                    // A selection may leave nothing of a part, and nothing has no shape.
                    if (rowsOfParts[part].length > 0) {
                        assembly.put(shaped(mixed.parts().get(part), shape), rowsOfParts[part]);
                    }
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
    public void close() {
        rows.close();
    }

    @Override
    void clear() {
        shapes.clear();
        rows.clear();
    }
}
