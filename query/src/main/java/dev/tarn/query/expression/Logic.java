package dev.tarn.query.expression;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.ArrayList;
import java.util.List;

/// `and`, `or`, `!` and `? :`, which evaluate their operands only for the rows that need them.
final class Logic {
    private Logic() {}

    private static final Function NOT = new Not();

    /// What `!` is of bools; null is false.
    private record Not() implements Function {
        private static final Argument BOOL = Argument.UNDER.withNulls(Argument.Nulls.AS_ZERO);

        @Override
        public Argument argument(int position) {
            return BOOL;
        }

        @Override
        public Kernel bind(List<Type> types) {
            return new Kernel.ToLongs(PrimitiveType.BOOL, (in, out) -> NumberLoops.not(in.longs(0), out));
        }
    }

    private static boolean isBool(Vector values) {
        return values instanceof TypedVector typed && typed.type().under() == PrimitiveType.BOOL && typed.length() > 0;
    }

    /// Returns what the right operand says of some rows, and of all others what the left one did.
    ///
    /// @param undecided the rows for which the left operand does not decide
    private static Vector decided(boolean byLeft, int[] undecided, Expression right, Batch batch) {
        int length = batch.length();
        if (undecided.length == 0) {
            return constant(byLeft, length);
        }
        if (undecided.length == length) {
            return asBools(right.evaluate(batch));
        }
        var assembly = new MixedAssembly(length);
        assembly.put(constant(byLeft, length - undecided.length), Selection.without(undecided, length));
        assembly.put(asBools(right.evaluate(batch.select(undecided))), undecided);
        return assembly.build();
    }

    /// Returns `!a`.
    static Expression not(Expression operand) {
        return batch -> {
            var values = operand.evaluate(batch);
            if (isBool(values)) {
                return Evaluator.call(NOT, values);
            }
            var says = Truth.of(values);
            var assembly = new MixedAssembly(says.length);
            var yes = Truth.rows(says, Truth.TRUE);
            var no = Truth.rows(says, Truth.FALSE);
            assembly.put(constant(false, yes.length), yes);
            assembly.put(constant(true, no.length), no);
            putErrors(assembly, values, Truth.rows(says, Truth.MISSING));
            putErrors(assembly, values, Truth.rows(says, Truth.OTHER));
            return assembly.build();
        };
    }

    /// Returns `a and b`.
    static Expression and(Expression left, Expression right) {
        return batch -> {
            var lefts = left.evaluate(batch);
            if (isBool(lefts)) {
                return decided(false, Truth.trueRows(lefts), right, batch);
            }
            var says = Truth.of(lefts);
            var undecided = Truth.rows(says, Truth.TRUE);
            if (undecided.length == says.length && says.length > 0) {
                return asBools(right.evaluate(batch));
            }
            var assembly = new MixedAssembly(says.length);
            var no = Truth.rows(says, Truth.FALSE);
            assembly.put(constant(false, no.length), no);
            putErrors(assembly, lefts, Truth.rows(says, Truth.MISSING));
            putErrors(assembly, lefts, Truth.rows(says, Truth.OTHER));
            if (undecided.length > 0) {
                assembly.put(asBools(right.evaluate(batch.select(undecided))), undecided);
            }
            return assembly.build();
        };
    }

    /// Returns `a or b`: where a is missing, b decides.
    static Expression or(Expression left, Expression right) {
        return batch -> {
            var lefts = left.evaluate(batch);
            if (isBool(lefts)) {
                return decided(true, Selection.without(Truth.trueRows(lefts), batch.length()), right, batch);
            }
            var says = Truth.of(lefts);
            var yes = Truth.rows(says, Truth.TRUE);
            var undecided = Selection.merged(Truth.rows(says, Truth.FALSE), Truth.rows(says, Truth.MISSING));
            if (undecided.length == says.length && says.length > 0) {
                return asBools(right.evaluate(batch));
            }
            var assembly = new MixedAssembly(says.length);
            assembly.put(constant(true, yes.length), yes);
            putErrors(assembly, lefts, Truth.rows(says, Truth.OTHER));
            if (undecided.length > 0) {
                assembly.put(asBools(right.evaluate(batch.select(undecided))), undecided);
            }
            return assembly.build();
        };
    }

    /// Returns `a ? b : c`.
    static Expression conditional(Expression condition, Expression then, Expression otherwise) {
        return batch -> {
            var conditions = condition.evaluate(batch);
            if (isBool(conditions)) {
                return chosen(Truth.trueRows(conditions), then, otherwise, batch);
            }
            var says = Truth.of(conditions);
            var assembly = new MixedAssembly(says.length);
            put(assembly, then, batch, Truth.rows(says, Truth.TRUE));
            put(assembly, otherwise, batch, Truth.rows(says, Truth.FALSE));
            for (byte wrong : new byte[] {Truth.MISSING, Truth.OTHER}) {
                var rows = Truth.rows(says, wrong);
                if (rows.length > 0) {
                    assembly.put(ErrorValues.on("?-operator: bool predicate required", conditions.select(rows)), rows);
                }
            }
            return assembly.build();
        };
    }

    /// Returns `a ? b : c` where b and c are cheap ([ColumnCondition#isCheap]): computes both for all rows and chooses.
    ///
    /// @param general computes it where the condition is none of columns
    static Expression conditional(ColumnCondition condition, Expression then, Expression otherwise, Expression general) {
        return batch -> {
            var first = condition.numbers(batch);
            if (first.isEmpty()) {
                return general.evaluate(batch);
            }
            var ones = then.evaluate(batch);
            var zeros = otherwise.evaluate(batch);
            return Choice.of(first.get(), ones, zeros).orElseGet(() -> chosen(first.get(), ones, zeros));
        };
    }

    private static Vector chosen(long[] first, Vector ones, Vector zeros) {
        var assembly = new MixedAssembly(first.length);
        int[] yes = Loops.trueRows(first, new int[first.length]);
        int[] no = Selection.without(yes, first.length);
        assembly.put(yes.length == first.length ? ones : ones.select(yes), yes);
        assembly.put(no.length == first.length ? zeros : zeros.select(no), no);
        return assembly.build();
    }

    private static Vector chosen(int[] yes, Expression then, Expression otherwise, Batch batch) {
        var assembly = new MixedAssembly(batch.length());
        put(assembly, then, batch, yes);
        put(assembly, otherwise, batch, Selection.without(yes, batch.length()));
        return assembly.build();
    }

    private static void put(MixedAssembly assembly, Expression branch, Batch batch, int[] rows) {
        if (rows.length == batch.length()) {
            assembly.put(branch.evaluate(batch), rows);
        } else if (rows.length > 0) {
            assembly.put(branch.evaluate(batch.select(rows)), rows);
        }
    }

    private static void putErrors(MixedAssembly assembly, Vector operands, int[] rows) {
        if (rows.length > 0) {
            assembly.put(errors(operands.select(rows)), rows);
        }
    }

    /// Returns bools without names, null as false, and errors for everything that is no bool.
    private static Vector asBools(Vector values) {
        return switch (values) {
            case TypedVector typed -> typed.type().under() == PrimitiveType.BOOL ? plain(typed) : errors(typed);
            case Mixed mixed -> {
                var parts = new ArrayList<Vector>(mixed.parts().size());
                for (var part : mixed.parts()) {
                    parts.add(asBools(part));
                }
                yield joined(mixed, parts);
            }
        };
    }

    private static Vector joined(Mixed mixed, ArrayList<Vector> parts) {
        var assembly = new MixedAssembly(mixed.length());
        int[][] rows = mixed.rowsOfParts();
        for (int part = 0; part < rows.length; part++) {
            assembly.put(parts.get(part), rows[part]);
        }
        return assembly.build();
    }

    private static TypedVector plain(TypedVector bools) {
        return Nullness.zeroed(bools).withType(PrimitiveType.BOOL);
    }

    private static Vector errors(Vector operands) {
        return switch (operands) {
            case TypedVector typed -> typed.type().isError() ? typed : ErrorValues.on("not type bool", typed);
            case Mixed mixed -> {
                var parts = new ArrayList<Vector>(mixed.parts().size());
                for (var part : mixed.parts()) {
                    parts.add(errors(part));
                }
                yield joined(mixed, parts);
            }
        };
    }

    static Constant constant(boolean value, int length) {
        return new Constant(new LongVector(PrimitiveType.BOOL, new long[] {value ? 1 : 0}), length);
    }
}
