package dev.tarn.query.run;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.aggregate.FusedTypes;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.function.Functions;
import dev.tarn.query.function.FusedColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives all values the type that they can have in common, in each instance of a scope by itself.
final class FuseOperator extends CollectingOperator {
    private static final int MAX_FIELDS = 1 << 20;

    private final OperatorFactory factory;
    private final InstanceRows rows;
    private final Map<Type, Expression> shapers = new HashMap<>();
    private final Map<Type, FusedColumns> columns = new HashMap<>();
    private final Map<Integer, Type> fused = new HashMap<>();
    private FusedTypes types = new FusedTypes();

    FuseOperator(OperatorFactory factory) {
        this.factory = factory;
        this.rows = new InstanceRows(factory.frame(), factory.options().batchRows(), factory.options().fuseBytes());
    }

    @Override
    void collect(Batch batch) {
        int first = rows.append(batch);
        int lastInstance = -1;
        int lastTag = -1;
        for (int row = 0; row < batch.length(); row++) {
            int instance = rows.instance(first + row);
            int tag = batch.values() instanceof Mixed mixed ? mixed.tags()[row] : 0;
            if (instance != lastInstance || tag != lastTag) {
                types.add(instance, type(batch.values(), tag), first + row);
                lastInstance = instance;
                lastTag = tag;
            }
        }
    }

    private static Type type(Vector values, int tag) {
        return switch (values) {
            case TypedVector typed -> typed.type();
            case Mixed mixed -> mixed.parts().get(tag).type();
        };
    }

    @Override
    void complete() {
        fused.clear();
    }

    @Override
    Optional<Batch> give(int maxRows) {
        return rows.give(Math.min(maxRows, rowsAtOnce()), this::shaped);
    }

    /// The fields that are there take memory for all rows, and there may be a field for each row.
    private int rowsAtOnce() {
        boolean scoped = !factory.frame().isNone();
        return !scoped && fused(0).under() instanceof RecordType fields
                ? Math.max(1, MAX_FIELDS / Math.max(1, fields.fields().size()))
                : Integer.MAX_VALUE;
    }

    private Vector shaped(Vector values, int[] ofRows) {
        Map<Type, List<Integer>> rowsOfType = new LinkedHashMap<>();
        for (int row = 0; row < ofRows.length; row++) {
            rowsOfType.computeIfAbsent(fused(ofRows[row]), _ -> new ArrayList<>()).add(row);
        }
        if (rowsOfType.size() == 1) {
            return shaped(values, fused(ofRows[0]));
        }
        var assembly = new MixedAssembly(ofRows.length);
        rowsOfType.forEach((type, members) -> {
            int[] chosen = members.stream().mapToInt(Integer::intValue).toArray();
            assembly.put(shaped(values.select(chosen), type), chosen);
        });
        return assembly.build();
    }

    private Vector shaped(Vector values, Type type) {
        var asOne = values instanceof Mixed mixed
                ? columns.computeIfAbsent(type, FusedColumns::new).shape(mixed)
                : Optional.<TypedVector>empty();
        return asOne.isPresent() ? asOne.get() : shaper(type).evaluate(Batch.of(values));
    }

    private Type fused(int instance) {
        return fused.computeIfAbsent(instance, number -> types.fused(number).orElse(PrimitiveType.NULL));
    }

    private Expression shaper(Type type) {
        return shapers.computeIfAbsent(type, target ->
                factory.expression(new Expr.Call("shape", List.of(new Expr.This(), Functions.typeValue(target)))));
    }

    @Override
    public void close() {
        rows.close();
    }

    @Override
    void clear() {
        types = new FusedTypes();
        rows.clear();
        fused.clear();
        columns.clear();
    }
}
