package dev.tarn.query.aggregate;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;

/// `sum(x)`, `min(x)`, `max(x)`: folds numbers. What is no number is left out.
///
/// Each group has the kind of number that holds all its values so far. Integers are widened to 64 bits and wrap around; a
/// null makes the kind but no value; a NaN is neither least nor greatest while there is another number. An unsigned number beyond 63 bits is
/// not the least beside signed ones, and if it is the greatest, then as a float.
final class NumberFold implements Accumulator {
    /// What is computed.
    enum Operation { SUM, MIN, MAX }

    // The state of a group that has seen nothing; otherwise one more than the number of its kind, plus VALID if there is a value.
    private static final byte NONE = 0;
    private static final byte VALID = 0x40;

    private final Operation operation;
    // For floats, their bits.
    private long[] state = new long[16];
    private byte[] kinds = new byte[16];

    NumberFold(Operation operation) {
        this.operation = operation;
    }

    @Override
    public boolean clear() {
        if (state.length > SMALL) {
            return false;
        }
        Arrays.fill(state, 0);
        Arrays.fill(kinds, NONE);
        return true;
    }

    @Override
    public void grow(int groups) {
        if (groups > state.length) {
            int capacity = Math.max(groups, state.length * 2);
            state = Arrays.copyOf(state, capacity);
            kinds = Arrays.copyOf(kinds, capacity);
        }
    }

    @Override
    public void add(int[] groups, TypedVector values, Places places) {
        NumberKind.of(values.type()).ifPresent(kind -> {
            switch (values.flat()) {
                case LongVector longs -> addLongs(kind, groups, longs);
                case DoubleVector doubles -> addDoubles(groups, doubles);
                default -> throw new IllegalStateException("numbers are carried as long or double: " + values.type());
            }
        });
    }

    @Override
    public void addAll(int group, TypedVector values, Places places) {
        NumberKind.of(values.type()).ifPresent(kind -> {
            var flat = values.flat();
            boolean added = flat.length() == 0 || switch (flat) {
                case LongVector longs -> addAllLongs(kind, group, longs);
                case DoubleVector doubles -> addAllDoubles(group, doubles);
                default -> false;
            };
            if (!added) {
                Accumulator.super.addAll(group, flat, places);
            }
        });
    }

    /// Adds what the values come to by themselves; refuses if that need not be the same.
    private boolean addAllLongs(NumberKind kind, int group, LongVector vector) {
        int known = kinds[group] & ~VALID;
        if (known != NONE && known != kind.ordinal() + 1) {
            return false;
        }
        if (!vector.validity().isAll()) {
            return operation == Operation.SUM && addAllValid(kind, group, vector);
        }
        if (operation != Operation.SUM && kind == NumberKind.UINT64) {
            return false;
        }
        addLong(kind, group, NumberReduction.of(operation, vector.values(), 0, vector.length()));
        return true;
    }

    private boolean addAllValid(NumberKind kind, int group, LongVector vector) {
        if (vector.validity().count(vector.length()) == 0) {
            promote(group, kind);
        } else {
            addLong(kind, group, NumberReduction.sum(vector.values(), vector.validity(), vector.length()));
        }
        return true;
    }

    private boolean addAllDoubles(int group, DoubleVector vector) {
        if (!vector.validity().isAll()) {
            return false;
        }
        if (operation == Operation.SUM) {
            // In the order of rows: a float sum depends on it.
            promote(group, NumberKind.FLOAT64);
            addDouble(group, vector.values()[0]);
            double before = Double.longBitsToDouble(state[group]);
            state[group] = Double.doubleToRawLongBits(NumberReduction.sum(before, vector.values(), 1, vector.length()));
            return true;
        }
        double reduced = NumberReduction.of(operation, vector.values(), vector.length());
        if (Double.isNaN(reduced)) {
            return false;
        }
        addDouble(group, reduced);
        return true;
    }

    @Override
    public void addRuns(int[] groups, int[] starts, TypedVector values, Places places) {
        var kind = NumberKind.of(values.type());
        if (kind.isEmpty()) {
            return;
        }
        var flat = values.flat();
        if (flat instanceof LongVector longs && longs.validity().isAll() && (operation == Operation.SUM || kind.get() != NumberKind.UINT64)) {
            addRunsOfLongs(kind.get(), groups, starts, longs.values());
        } else if (flat instanceof DoubleVector doubles && doubles.validity().isAll() && operation == Operation.SUM) {
            sumRuns(groups, starts, doubles.values());
        } else {
            add(Parts.ofRuns(groups, starts), flat, places);
        }
    }

    private void addRunsOfLongs(NumberKind kind, int[] groups, int[] starts, long[] values) {
        if (operation == Operation.SUM) {
            sumRuns(kind, groups, starts, values);
            return;
        }
        byte ready = valid(kind);
        for (int run = 0; run < groups.length; run++) {
            int group = groups[run];
            int from = starts[run];
            int to = starts[run + 1];
            if (from < to && (kinds[group] == NONE || kinds[group] == ready)) {
                addLong(kind, group, NumberReduction.of(operation, values, from, to));
            } else {
                addEach(kind, group, values, from, to);
            }
        }
    }

    private void addEach(NumberKind kind, int group, long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            addLong(kind, group, values[i]);
        }
    }

    private void sumRuns(NumberKind kind, int[] groups, int[] starts, long[] values) {
        long[] sums = state;
        byte[] known = kinds;
        byte ready = valid(kind);
        for (int run = 0; run < groups.length; run++) {
            int group = groups[run];
            int from = starts[run];
            int to = starts[run + 1];
            if (from < to && (known[group] == NONE || known[group] == ready)) {
                // A group without a value has the sum 0.
                sums[group] += NumberReduction.sumOfFew(values, from, to);
                known[group] = ready;
            } else {
                addEach(kind, group, values, from, to);
            }
        }
    }

    private void sumRuns(int[] groups, int[] starts, double[] values) {
        byte ready = valid(NumberKind.FLOAT64);
        for (int run = 0; run < groups.length; run++) {
            int group = groups[run];
            int from = starts[run];
            int to = starts[run + 1];
            if (kinds[group] != ready && from < to) {
                addDouble(group, values[from++]);
            }
            if (from < to) {
                // In the order of rows: a float sum depends on it.
                double before = Double.longBitsToDouble(state[group]);
                state[group] = Double.doubleToRawLongBits(NumberReduction.sum(before, values, from, to));
            }
        }
    }

    private void addLongs(NumberKind kind, int[] groups, LongVector vector) {
        if (!vector.validity().isAll()) {
            for (int i = 0; i < groups.length; i++) {
                if (vector.isNull(i)) {
                    promote(groups[i], kind);
                } else {
                    addLong(kind, groups[i], vector.values()[i]);
                }
            }
            return;
        }
        switch (operation) {
            case SUM -> sum(kind, groups, vector.values());
            case MIN -> min(kind, groups, vector.values());
            case MAX -> max(kind, groups, vector.values());
        }
    }

    private static byte valid(NumberKind kind) {
        return (byte) (kind.ordinal() + 1 | VALID);
    }

    private void sum(NumberKind kind, int[] groups, long[] values) {
        byte ready = valid(kind);
        for (int i = 0; i < groups.length; i++) {
            int group = groups[i];
            if (kinds[group] == ready) {
                state[group] += values[i];
            } else {
                addLong(kind, group, values[i]);
            }
        }
    }

    private void min(NumberKind kind, int[] groups, long[] values) {
        byte ready = kind == NumberKind.UINT64 ? NONE : valid(kind);
        for (int i = 0; i < groups.length; i++) {
            int group = groups[i];
            if (kinds[group] == ready && ready != NONE) {
                state[group] = Math.min(state[group], values[i]);
            } else {
                addLong(kind, group, values[i]);
            }
        }
    }

    private void max(NumberKind kind, int[] groups, long[] values) {
        byte ready = kind == NumberKind.UINT64 ? NONE : valid(kind);
        for (int i = 0; i < groups.length; i++) {
            int group = groups[i];
            if (kinds[group] == ready && ready != NONE) {
                state[group] = Math.max(state[group], values[i]);
            } else {
                addLong(kind, group, values[i]);
            }
        }
    }

    private void addDoubles(int[] groups, DoubleVector vector) {
        byte ready = valid(NumberKind.FLOAT64);
        boolean sums = operation == Operation.SUM;
        for (int i = 0; i < groups.length; i++) {
            int group = groups[i];
            if (vector.isNull(i)) {
                promote(group, NumberKind.FLOAT64);
            } else if (sums && kinds[group] == ready) {
                state[group] = Double.doubleToRawLongBits(Double.longBitsToDouble(state[group]) + vector.values()[i]);
            } else {
                addDouble(group, vector.values()[i]);
            }
        }
    }

    /// Makes a group's kind one that holds a kind, and returns it.
    private NumberKind promote(int group, NumberKind kind) {
        byte known = kinds[group];
        if (known == NONE) {
            kinds[group] = (byte) (kind.ordinal() + 1);
            return kind;
        }
        var before = NumberKind.of((known & ~VALID) - 1);
        boolean large = before == NumberKind.UINT64 && (known & VALID) != 0 && state[group] < 0;
        var after = large ? besideLarge(kind) : before.with(kind);
        if (large && isSigned(after) && operation == Operation.MIN) {
            known &= ~VALID;
        }
        if (after != before) {
            kinds[group] = (byte) (after.ordinal() + 1 | known & VALID);
            if (after == NumberKind.FLOAT64) {
                state[group] = Double.doubleToRawLongBits(toDouble(before, state[group]));
            }
        }
        return after;
    }

    /// Returns the kind that holds values of a kind and an unsigned number beyond 63 bits.
    private NumberKind besideLarge(NumberKind kind) {
        return operation == Operation.MAX && isSigned(kind) ? NumberKind.FLOAT64 : kind;
    }

    private static boolean isSigned(NumberKind kind) {
        return kind != NumberKind.UINT64 && kind != NumberKind.FLOAT64;
    }

    private void addLong(NumberKind kind, int group, long value) {
        var common = promote(group, kind);
        if (kind == NumberKind.UINT64 && value < 0 && isSigned(common) && operation != Operation.SUM) {
            if (operation == Operation.MIN) {
                return;
            }
            common = promote(group, NumberKind.FLOAT64);
        }
        if (common == NumberKind.FLOAT64) {
            addDouble(group, toDouble(kind, value));
            return;
        }
        long before = state[group];
        if (setFirst(group)) {
            state[group] = value;
            return;
        }
        boolean unsigned = common == NumberKind.UINT64;
        state[group] = switch (operation) {
            case SUM -> before + value;
            case MIN -> (unsigned ? Long.compareUnsigned(value, before) : Long.compare(value, before)) < 0 ? value : before;
            case MAX -> (unsigned ? Long.compareUnsigned(value, before) : Long.compare(value, before)) > 0 ? value : before;
        };
    }

    private void addDouble(int group, double value) {
        promote(group, NumberKind.FLOAT64);
        double before = Double.longBitsToDouble(state[group]);
        if (setFirst(group)) {
            state[group] = Double.doubleToRawLongBits(value);
            return;
        }
        state[group] = Double.doubleToRawLongBits(switch (operation) {
            case SUM -> before + value;
            case MIN -> Double.isNaN(before) ? value : Double.isNaN(value) ? before : Math.min(before, value);
            case MAX -> Double.isNaN(before) ? value : Double.isNaN(value) ? before : Math.max(before, value);
        });
    }

    private boolean setFirst(int group) {
        boolean first = (kinds[group] & VALID) == 0;
        kinds[group] |= VALID;
        return first;
    }

    static double toDouble(NumberKind kind, long value) {
        // Half of an unsigned number with the lost bit kept, so that rounding is right, and doubled again.
        return kind == NumberKind.UINT64 && value < 0 ? (double) (value >>> 1 | value & 1) * 2 : value;
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        Parts.forEach(groups, partials, Places.from(0), this::add);
    }

    /// The partial result of a group is its result: a null says of which kind it is.
    @Override
    public Vector partials(int from, int to) {
        return results(from, to);
    }

    @Override
    public Vector results(int from, int to) {
        // Each the same as the one before.
        if (from < to && (kinds[from] & VALID) != 0 && Arrays.equals(kinds, from, to - 1, kinds, from + 1, to)) {
            return results(from, to, kinds[from] & ~VALID, Validity.ALL);
        }
        boolean uniform = true;
        for (int group = from + 1; group < to && uniform; group++) {
            uniform = (kinds[group] | VALID) == (kinds[from] | VALID);
        }
        if (uniform && from < to) {
            return results(from, to, kinds[from] & ~VALID, validity(from, to));
        }
        var assembly = new MixedAssembly(to - from);
        for (int kind = 0; kind <= NumberKind.FLOAT64.ordinal() + 1; kind++) {
            var rows = new int[to - from];
            int count = 0;
            for (int group = from; group < to; group++) {
                if ((kinds[group] & ~VALID) == kind) {
                    rows[count++] = group - from;
                }
            }
            if (count > 0) {
                rows = Arrays.copyOf(rows, count);
                assembly.put(results(from, to, kind, validity(from, to)).select(rows), rows);
            }
        }
        return assembly.build();
    }

    private Validity validity(int from, int to) {
        var validity = new Validity.Builder();
        for (int group = from; group < to; group++) {
            if ((kinds[group] & VALID) != 0) {
                validity.valid(group - from);
            } else {
                validity.invalid(group - from);
            }
        }
        return validity.build();
    }

    private TypedVector results(int from, int to, int kind, Validity validity) {
        if (kind == NONE) {
            return Constant.nulls(PrimitiveType.NULL, to - from);
        }
        var type = NumberKind.of(kind - 1).type();
        if (type != PrimitiveType.FLOAT64) {
            return new LongVector(type, Arrays.copyOfRange(state, from, to), to - from, validity);
        }
        var values = new double[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(state[from + i]);
        }
        return new DoubleVector(type, values, values.length, validity);
    }

    @Override
    public long sizeBytes() {
        return state.length * 9L;
    }
}
