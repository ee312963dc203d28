package dev.tarn.query.run;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.aggregate.Lists;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Step;
import java.util.Arrays;
import java.util.Optional;

/// A lateral subquery among expressions: null if it gives nothing, the value if it gives one, an array if it gives several.
final class LateralExpression implements Expression {
    private final Step.Over over;
    private final OperatorFactory factory;
    private Optional<Lateral> lateral = Optional.empty();

    LateralExpression(Step.Over over, OperatorFactory factory) {
        this.over = over;
        this.factory = factory;
    }

    @Override
    public Vector evaluate(Batch batch) {
        if (batch.length() == 0) {
            return Constant.nulls(PrimitiveType.NULL, 0);
        }
        // Made when it is needed: a function whose body has a subquery may call itself in it.
        if (lateral.isEmpty()) {
            lateral = Optional.of(new Lateral(over, factory, Vector.BATCH_ROWS));
        }
        var collector = new ColumnCollector();
        var counts = new int[batch.length()];
        for (var result : lateral.get().run(batch)) {
            collector.append(result.values());
            for (int instance : result.scope().instances()) {
                counts[instance]++;
            }
        }
        return assemble(collector.build(), counts);
    }

    private static Vector assemble(Vector values, int[] counts) {
        var none = new int[counts.length];
        var one = new int[counts.length];
        var several = new int[counts.length];
        var valueOfOne = new int[counts.length];
        int nones = 0;
        int ones = 0;
        int severals = 0;
        int at = 0;
        var starts = new int[counts.length + 1];
        for (int row = 0; row < counts.length; row++) {
            switch (counts[row]) {
                case 0 -> none[nones++] = row;
                case 1 -> {
                    valueOfOne[ones] = at;
                    one[ones++] = row;
                }
                default -> {
                    starts[severals] = at;
                    several[severals++] = row;
                }
            }
            at += counts[row];
        }
        var assembly = new MixedAssembly(counts.length);
        assembly.put(Constant.nulls(PrimitiveType.NULL, nones), Arrays.copyOf(none, nones));
        assembly.put(values.select(Arrays.copyOf(valueOfOne, ones)), Arrays.copyOf(one, ones));
        if (severals > 0) {
            int[] rows = Arrays.copyOf(several, severals);
            assembly.put(Lists.arrays(values, Arrays.copyOf(starts, severals), BatchAssembly.at(counts, rows)), rows);
        }
        return assembly.build();
    }
}
