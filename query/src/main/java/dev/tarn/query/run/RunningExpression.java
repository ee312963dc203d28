package dev.tarn.query.run;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.aggregate.Accumulator;
import dev.tarn.query.aggregate.Aggregates;
import dev.tarn.query.aggregate.Parts;
import dev.tarn.query.aggregate.Places;
import dev.tarn.query.aggregate.ValueLimit;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.expression.ExpressionCompiler;
import dev.tarn.query.expression.Predicate;
import dev.tarn.query.plan.Aggregation;
import java.util.Arrays;
import java.util.Optional;

/// An aggregate among expressions: for each row the aggregate of all rows so far, of each instance of a scope by itself.
final class RunningExpression implements Expression {
    private final String name;
    private final ValueLimit limit;
    private final Optional<Expression> argument;
    private final Optional<Predicate> where;
    private Accumulator accumulator;
    private int groups;
    private long place;

    RunningExpression(Aggregation.Call call, ExpressionCompiler compiler, ValueLimit limit) {
        name = call.name();
        this.limit = limit;
        argument = call.argument().map(compiler::compile);
        where = call.where().map(compiler::compilePredicate);
        accumulator = Aggregates.accumulator(name, limit);
    }

    /// Forgets all rows.
    void reset() {
        accumulator = Aggregates.accumulator(name, limit);
        groups = 0;
        place = 0;
    }

    @Override
    public Vector evaluate(Batch batch) {
        int length = batch.length();
        var counted = counted(batch);
        Vector values = argument.map(expression -> expression.evaluate(batch))
                .orElseGet(() -> Constant.nulls(PrimitiveType.NULL, length));
        var present = present(values);
        var results = new ColumnCollector();
        for (int row = 0; row < length; row++) {
            int group = Instances.of(batch, row);
            if (group >= groups) {
                groups = group + 1;
                accumulator.grow(groups);
            }
            if (counted[row] && present[row]) {
                add(group, values, row);
            }
            results.append(accumulator.results(group, group + 1));
        }
        return results.build();
    }

    private void add(int group, Vector values, int row) {
        Parts.forEach(new int[] {group}, values.select(new int[] {row}), Places.from(place++), this::addTyped);
    }

    private void addTyped(int[] group, TypedVector value, Places places) {
        accumulator.add(group, value, places);
    }

    private boolean[] counted(Batch batch) {
        var counted = new boolean[batch.length()];
        if (where.isEmpty()) {
            Arrays.fill(counted, true);
        } else {
            for (int row : where.get().trueRows(batch)) {
                counted[row] = true;
            }
        }
        return counted;
    }

    private static boolean[] present(Vector values) {
        var present = new boolean[values.length()];
        for (int row : ErrorRows.MISSING.others(values)) {
            present[row] = true;
        }
        return present;
    }
}
