package dev.tarn.query.expression;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A condition on columns of numbers and bools, put together by `and`, `or` and `!`: computed for all rows, one loop after another, as
/// numbers 0 and 1 in arrays that are kept from batch to batch.
///
/// What it computes for rows that would not need it costs less than choosing those rows, and cannot fail, because a comparison of numbers
/// is a bool for every row. Where the columns of a batch are of other types it says so, and the condition is computed as any other.
final class ColumnCondition {
    private static final int MAX_PARTS = 32;

    private final Step step;
    private final Buffers buffers = new Buffers();
    private long[] values = new long[0];
    private int[] rows = new int[0];

    private ColumnCondition(Step step) {
        this.step = step;
    }

    /// Returns the condition that an expression is, if it has this form.
    ///
    /// @param compiler compiles what is compared
    static Optional<ColumnCondition> of(Expr expr, Function<Expr, Expression> compiler) {
        return isOfColumns(expr, new AtomicInteger(MAX_PARTS)) ? Optional.of(new ColumnCondition(step(expr, compiler))) : Optional.empty();
    }

    /// Counts the parts of a condition as far as it has this form, and returns whether it has it and few enough parts.
    ///
    /// What is compiled for a condition is compiled for each condition in it too, so that each can be computed by itself.
    private static boolean isOfColumns(Expr expr, AtomicInteger partsLeft) {
        if (partsLeft.decrementAndGet() < 0) {
            return false;
        }
        return switch (expr) {
            case Expr.Compare(_, var left, var right) -> isCheap(left) && isCheap(right);
            case Expr.And(var left, var right) -> isOfColumns(left, partsLeft) && isOfColumns(right, partsLeft);
            case Expr.Or(var left, var right) -> isOfColumns(left, partsLeft) && isOfColumns(right, partsLeft);
            case Expr.Not(var operand) -> isOfColumns(operand, partsLeft);
            default -> expr.path().isPresent();
        };
    }

    /// Returns whether an expression costs so little for numbers that computing it for all rows is no loss.
    static boolean isCheap(Expr expr) {
        return isCheap(expr, new AtomicInteger(MAX_PARTS));
    }

    private static boolean isCheap(Expr expr, AtomicInteger partsLeft) {
        if (partsLeft.decrementAndGet() < 0) {
            return false;
        }
        return switch (expr) {
            case Expr.Literal _, Expr.Variable _ -> true;
            case Expr.Negate(var operand) -> isCheap(operand, partsLeft);
            case Expr.Calculate(_, var left, var right) -> isCheap(left, partsLeft) && isCheap(right, partsLeft);
            default -> expr.path().isPresent();
        };
    }

    private static Step step(Expr expr, Function<Expr, Expression> compiler) {
        return switch (expr) {
            case Expr.Compare(var comparison, var left, var right) ->
                new Comparing(new CompareFunction(comparison), compiler.apply(left), compiler.apply(right));
            case Expr.And(var left, var right) -> new Joined(NumberLoops::and, step(left, compiler), step(right, compiler));
            case Expr.Or(var left, var right) -> new Joined(NumberLoops::or, step(left, compiler), step(right, compiler));
            case Expr.Not(var operand) -> new Negated(step(operand, compiler));
            default -> new Flag(compiler.apply(expr));
        };
    }

    /// Returns the rows for which the condition is true, ascending; empty if the columns are of other types.
    Optional<int[]> trueRows(Batch batch) {
        if (rows.length < batch.length()) {
            rows = new int[batch.length()];
        }
        if (step instanceof Comparing comparing) {
            return batch.length() > 0 && comparing.open(batch) ? Optional.of(comparing.trueRows(rows, buffers)) : Optional.empty();
        }
        return numbers(batch).map(numbers -> Loops.trueRows(numbers, rows));
    }

    /// Returns for how many rows the condition is true; empty if the columns are of other types.
    OptionalInt trueCount(Batch batch) {
        if (batch.length() == 0 || !step.open(batch)) {
            return OptionalInt.empty();
        }
        if (step instanceof Comparing comparing) {
            return OptionalInt.of(comparing.trueCount(buffers));
        }
        values = ofLength(values, batch.length());
        step.fill(values, buffers);
        return OptionalInt.of(Loops.trueCount(values, values.length));
    }

    /// Returns a bool for each row; empty if the columns are of other types.
    Optional<Vector> bools(Batch batch) {
        if (batch.length() == 0 || !step.open(batch)) {
            return Optional.empty();
        }
        var out = new long[batch.length()];
        step.fill(out, buffers);
        return Optional.of(new LongVector(PrimitiveType.BOOL, out));
    }

    /// Returns 1 for each row for which the condition is true and 0 for each other one, in an array that the next call overwrites; empty if
    /// the columns are of other types.
    Optional<long[]> numbers(Batch batch) {
        if (batch.length() == 0 || !step.open(batch)) {
            return Optional.empty();
        }
        values = ofLength(values, batch.length());
        step.fill(values, buffers);
        return Optional.of(values);
    }

    private static long[] ofLength(long[] known, int length) {
        return known.length == length ? known : new long[length];
    }

    /// Arrays for what is computed on the way, taken and given back like the frames of a stack.
    private static final class Buffers {
        private final List<long[]> all = new ArrayList<>();
        private int taken;

        long[] take(int length) {
            if (taken == all.size()) {
                all.add(new long[0]);
            }
            long[] buffer = ofLength(all.get(taken), length);
            all.set(taken++, buffer);
            return buffer;
        }

        void giveBack() {
            taken--;
        }
    }

    /// A part of a condition.
    private sealed interface Step {
        /// Takes a batch, and says whether its columns are of the types that this is for.
        boolean open(Batch batch);

        /// Fills in the numbers for the rows of the batch taken last.
        void fill(long[] out, Buffers buffers);
    }

    private static final class Comparing implements Step {
        private final CompareFunction function;
        private final Expression left;
        private final Expression right;
        private Optional<Columns> columns = Optional.empty();

        Comparing(CompareFunction function, Expression left, Expression right) {
            this.function = function;
            this.left = left;
            this.right = right;
        }

        @Override
        public boolean open(Batch batch) {
            columns = Optional.empty();
            if (left.evaluate(batch) instanceof TypedVector lefts && right.evaluate(batch) instanceof TypedVector rights
                    && CompareFunction.areNumbers(lefts.type(), rights.type()) && isWorthwhile(lefts, rights)) {
                var both = new TypedVector[] {lefts, rights};
                columns = Optional.of(new Columns(both, both, batch.length()));
            }
            return columns.isPresent();
        }

        // What is the same in many rows is compared but once elsewhere.
        private static boolean isWorthwhile(TypedVector left, TypedVector right) {
            return !(left instanceof Dictionary) && !(right instanceof Dictionary)
                    && !(left instanceof Constant && right instanceof Constant);
        }

        @Override
        public void fill(long[] out, Buffers buffers) {
            function.fill(columns.orElseThrow(), out);
            columns = Optional.empty();
        }

        /// Returns the rows of the batch taken last for which the comparison is true, ascending.
        ///
        /// @param rows where to collect them
        int[] trueRows(int[] rows, Buffers buffers) {
            var range = function.range(columns.orElseThrow());
            if (range.isPresent()) {
                columns = Optional.empty();
                return Arrays.copyOf(rows, range.get().list(rows));
            }
            int[] found = Loops.trueRows(filled(buffers), rows);
            buffers.giveBack();
            return found;
        }

        /// Returns for how many rows of the batch taken last the comparison is true.
        int trueCount(Buffers buffers) {
            var range = function.range(columns.orElseThrow());
            if (range.isPresent()) {
                columns = Optional.empty();
                return range.get().count();
            }
            long[] numbers = filled(buffers);
            buffers.giveBack();
            return Loops.trueCount(numbers, numbers.length);
        }

        private long[] filled(Buffers buffers) {
            long[] numbers = buffers.take(columns.orElseThrow().length());
            fill(numbers, buffers);
            return numbers;
        }
    }

    /// A field that is a bool itself; null is false.
    private static final class Flag implements Step {
        private final Expression expression;
        private long[] bools = new long[0];

        Flag(Expression expression) {
            this.expression = expression;
        }

        @Override
        public boolean open(Batch batch) {
            if (expression.evaluate(batch) instanceof TypedVector typed && typed.type() == PrimitiveType.BOOL) {
                bools = ((LongVector) Nullness.zeroed(typed).flat()).values();
                return true;
            }
            return false;
        }

        @Override
        public void fill(long[] out, Buffers buffers) {
            System.arraycopy(bools, 0, out, 0, out.length);
        }
    }

    private record Joined(Combination combination, Step left, Step right) implements Step {
        @Override
        public boolean open(Batch batch) {
            return left.open(batch) && right.open(batch);
        }

        @Override
        public void fill(long[] out, Buffers buffers) {
            left.fill(out, buffers);
            long[] ofRight = buffers.take(out.length);
            right.fill(ofRight, buffers);
            combination.fill(out, ofRight, out);
            buffers.giveBack();
        }
    }

    /// A loop that makes one number of two for each row.
    @FunctionalInterface
    private interface Combination {
        void fill(long[] left, long[] right, long[] out);
    }

    private record Negated(Step operand) implements Step {
        @Override
        public boolean open(Batch batch) {
            return operand.open(batch);
        }

        @Override
        public void fill(long[] out, Buffers buffers) {
            operand.fill(out, buffers);
            NumberLoops.not(out, out);
        }
    }
}
