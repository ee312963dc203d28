package dev.tarn.query.aggregate;

import dev.tarn.model.type.Carrier;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.TypeCombinations;
import java.util.List;

/// `sum(x)`: the sum of the numbers. What is no number is left out.
///
/// Integers and floats are added by themselves, and only the result is one number: integers that wrap around come to the same
/// whether a float is among the first or the last of them, so that it does not matter how rows are divided.
final class Sum implements Accumulator {
    private final NumberFold integers = new NumberFold(NumberFold.Operation.SUM);
    private final NumberFold floats = new NumberFold(NumberFold.Operation.SUM);
    private boolean anyInteger;
    private boolean anyFloat;
    private int groupCount;

    @Override
    public boolean clear() {
        anyInteger = false;
        anyFloat = false;
        groupCount = 0;
        return integers.clear() & floats.clear();
    }

    @Override
    public void grow(int groups) {
        groupCount = Math.max(groupCount, groups);
        integers.grow(groups);
        if (anyFloat) {
            floats.grow(groups);
        }
    }

    private NumberFold fold(TypedVector values) {
        if (values.type().carrier() != Carrier.DOUBLE) {
            anyInteger = true;
            return integers;
        }
        anyFloat = true;
        floats.grow(groupCount);
        return floats;
    }

    @Override
    public void add(int[] groups, TypedVector values, Places places) {
        if (NumberKind.of(values.type()).isPresent()) {
            fold(values).add(groups, values, places);
        }
    }

    @Override
    public void addAll(int group, TypedVector values, Places places) {
        if (NumberKind.of(values.type()).isPresent()) {
            fold(values).addAll(group, values, places);
        }
    }

    @Override
    public void addRuns(int[] groups, int[] starts, TypedVector values, Places places) {
        if (NumberKind.of(values.type()).isPresent()) {
            fold(values).addRuns(groups, starts, values, places);
        }
    }

    /// Takes sums of one kind, and records of one for integers and one for floats.
    @Override
    public void merge(int[] groups, Vector partials) {
        Parts.forEach(groups, partials, Places.from(0), (ofPart, part, places) -> {
            if (part.type().under() instanceof RecordType) {
                var both = (RecordVector) part.flat();
                add(ofPart, both.field(0), places);
                add(ofPart, both.field(1), places);
            } else {
                add(ofPart, part, places);
            }
        });
    }

    @Override
    public Vector partials(int from, int to) {
        return together(from, to, Sum::pair);
    }

    @Override
    public Vector results(int from, int to) {
        return together(from, to, Sum::total);
    }

    /// What becomes of groups that have both.
    @FunctionalInterface
    private interface OfBoth {
        Vector apply(TypedVector integers, TypedVector floats);
    }

    private Vector together(int from, int to, OfBoth ofBoth) {
        if (!anyFloat) {
            return integers.results(from, to);
        }
        if (!anyInteger) {
            return floats.results(from, to);
        }
        var sums = new Vector[] {integers.results(from, to), floats.results(from, to)};
        return TypeCombinations.apply(sums, to - from, (typed, _) -> {
            if (typed[1].type() == PrimitiveType.NULL) {
                return typed[0];
            }
            return typed[0].type() == PrimitiveType.NULL ? typed[1] : ofBoth.apply(typed[0], typed[1]);
        });
    }

    private static Vector pair(TypedVector integers, TypedVector floats) {
        var type = new RecordType(List.of(new Field("integers", integers.type()), new Field("floats", floats.type())));
        return new RecordVector(type, List.of(integers, floats), integers.length(), Validity.ALL);
    }

    private static Vector total(TypedVector integers, TypedVector floats) {
        var kind = NumberKind.of(integers.type()).orElseThrow();
        var whole = (LongVector) integers.flat();
        var broken = (DoubleVector) floats.flat();
        var sums = new double[whole.length()];
        var validity = new Validity.Builder();
        for (int i = 0; i < sums.length; i++) {
            if (whole.isNull(i) && broken.isNull(i)) {
                validity.invalid(i);
                continue;
            }
            validity.valid(i);
            double sum = broken.isNull(i) ? 0 : broken.values()[i];
            sums[i] = whole.isNull(i) ? sum : NumberFold.toDouble(kind, whole.values()[i]) + sum;
        }
        return new DoubleVector(PrimitiveType.FLOAT64, sums, sums.length, validity.build());
    }

    @Override
    public long sizeBytes() {
        return integers.sizeBytes() + (anyFloat ? floats.sizeBytes() : 0);
    }
}
