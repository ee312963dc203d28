package dev.tarn.query.expression;

import dev.tarn.model.Identity;
import dev.tarn.model.NumberOrder;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `==`, `<` and their like: the Equality relation, and an order that holds only between values of like types.
///
/// Null equals null of any type and nothing else, and is neither less nor greater than anything. Numbers compare by what they
/// are worth; an integer and a float as floats. Values of other types compare with those of the same type, whatever it is called;
/// between unlike types every comparison is false, `!=` too. `==` and `!=` take an enum for its position and a union value for
/// itself; the others look at what a union value holds.
final class CompareFunction implements Function {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final Argument KEPT = Argument.ANY.withErrorsPassed();
    private static final Argument UNWRAPPED = Argument.UNDER.withErrorsPassed();

    /// Equality as a search uses it: errors are values too, and enums equal only enums of their type.
    static final CompareFunction SEARCH = new CompareFunction(Comparison.EQUAL, true);

    private final Comparison comparison;
    private final boolean search;

    CompareFunction(Comparison comparison) {
        this(comparison, false);
    }

    private CompareFunction(Comparison comparison, boolean search) {
        this.comparison = comparison;
        this.search = search;
    }

    @Override
    public Argument argument(int position) {
        if (search) {
            return Argument.ANY;
        }
        return isEquality() ? KEPT : UNWRAPPED;
    }

    private boolean isEquality() {
        return comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
    }

    @Override
    public Kernel bind(List<Type> types) {
        var filler = filler(comparable(types.get(0)), comparable(types.get(1)));
        return new Kernel.Whole(in -> compare(in, filler));
    }

    private Type comparable(Type type) {
        var under = type.under();
        return isEquality() && !search && under instanceof EnumType ? PrimitiveType.UINT64 : under;
    }

    /// Fills in the result where neither side is null.
    private Kernel.LongsBody filler(Type left, Type right) {
        if (isNumber(left) && isNumber(right)) {
            return numbers((PrimitiveType) left, (PrimitiveType) right);
        }
        if (!left.equals(right)) {
            return (_, _) -> { };
        }
        if (left == PrimitiveType.BOOL) {
            return this::longs;
        }
        return switch (left.carrier()) {
            case BYTES -> left == PrimitiveType.NET && !isEquality() ? this::identical : this::bytes;
            case LONG, DOUBLE, NESTED -> this::identical;
        };
    }

    private static boolean isNumber(Type type) {
        return type instanceof PrimitiveType primitive && primitive.isNumber();
    }

    private Kernel.LongsBody numbers(PrimitiveType left, PrimitiveType right) {
        if (left.isFloat() || right.isFloat()) {
            return this::doubles;
        }
        boolean big = left == PrimitiveType.UINT64;
        if (big == (right == PrimitiveType.UINT64)) {
            return big ? this::unsigned : this::longs;
        }
        return big ? this::unsignedWithSigned : this::signedWithUnsigned;
    }

    private Vector compare(Columns in, Kernel.LongsBody filler) {
        var out = new long[in.length()];
        compare(in, filler, out);
        return new LongVector(PrimitiveType.BOOL, out);
    }

    private void compare(Columns in, Kernel.LongsBody filler, long[] out) {
        filler.run(in, out);
        if (!in.isAllValid(0) || !in.isAllValid(1)) {
            Loops.patchNulls(
                    out,
                    Nullness.validity(in.column(0), out.length),
                    Nullness.validity(in.column(1), out.length),
                    decided(0),
                    comparison == Comparison.NOT_EQUAL ? 1 : 0);
        }
    }

    /// Returns whether [#fill] can compare values of two types.
    static boolean areNumbers(Type left, Type right) {
        return isNumber(left) && isNumber(right) || left == PrimitiveType.BOOL && right == PrimitiveType.BOOL;
    }

    /// Fills in 1 for each row for which the comparison is true and 0 for all others.
    ///
    /// @param in two columns of numbers or of bools
    void fill(Columns in, long[] out) {
        compare(in, filler(in.type(0), in.type(1)), out);
    }

    /// Integers, and for which of them a comparison is true: those of a range, or all others.
    ///
    /// @param numbers the column
    /// @param least the first number of the range
    /// @param greatest the last number of the range
    /// @param others 0 for the numbers of the range, 1 for the others
    record Range(long[] numbers, int length, long least, long greatest, int others) {
        /// Lists the rows for which the comparison is true, ascending.
        ///
        /// @param rows where to list them: as many places as there are rows, or more
        /// @return how many they are
        int list(int[] rows) {
            return NumberLoops.listRange(numbers, length, least, greatest, others, rows);
        }

        /// Returns for how many rows the comparison is true.
        int count() {
            return NumberLoops.countRange(numbers, length, least, greatest, others);
        }
    }

    /// Returns the numbers for which the comparison is true, if it is one of integers, none of them null, with the same integer in each row:
    /// then no column of bools has to be made first.
    ///
    /// @param in two columns of numbers or of bools
    Optional<Range> range(Columns in) {
        if (!isSigned(in.type(0)) || !isSigned(in.type(1)) || !in.isConstant(1) || !in.isAllValid(0)) {
            return Optional.empty();
        }
        long[] numbers = in.longs(0);
        long one = in.constant(1).asLong();
        int length = in.length();
        return Optional.of(switch (comparison) {
            case EQUAL -> new Range(numbers, length, one, one, 0);
            case NOT_EQUAL -> new Range(numbers, length, one, one, 1);
            case LESS -> new Range(numbers, length, one, Long.MAX_VALUE, 1);
            case LESS_OR_EQUAL -> new Range(numbers, length, Long.MIN_VALUE, one, 0);
            case GREATER -> new Range(numbers, length, Long.MIN_VALUE, one, 1);
            case GREATER_OR_EQUAL -> new Range(numbers, length, one, Long.MAX_VALUE, 0);
        });
    }

    // Numbers that are carried as they are: a bool is 0 or 1.
    private static boolean isSigned(Type type) {
        return type instanceof PrimitiveType primitive && !primitive.isFloat() && primitive != PrimitiveType.UINT64;
    }

    private void longs(Columns in, long[] out) {
        if (in.isConstant(1)) {
            longs(in.longs(0), in.constant(1).asLong(), out);
            return;
        }
        var left = in.longs(0);
        var right = in.longs(1);
        switch (comparison) {
            case EQUAL -> NumberLoops.equal(left, right, out);
            case NOT_EQUAL -> NumberLoops.notEqual(left, right, out);
            case LESS -> NumberLoops.less(left, right, out);
            case LESS_OR_EQUAL -> NumberLoops.lessOrEqual(left, right, out);
            case GREATER -> NumberLoops.less(right, left, out);
            case GREATER_OR_EQUAL -> NumberLoops.lessOrEqual(right, left, out);
        }
    }

    private void longs(long[] left, long right, long[] out) {
        switch (comparison) {
            case EQUAL -> NumberLoops.equal(left, right, out);
            case NOT_EQUAL -> NumberLoops.notEqual(left, right, out);
            case LESS -> NumberLoops.less(left, right, out);
            case LESS_OR_EQUAL -> NumberLoops.lessOrEqual(left, right, out);
            case GREATER -> NumberLoops.greater(left, right, out);
            case GREATER_OR_EQUAL -> NumberLoops.greaterOrEqual(left, right, out);
        }
    }

    private void doubles(Columns in, long[] out) {
        if (in.isConstant(1)) {
            doubles(in.doubles(0), in.constantDouble(1), out);
            return;
        }
        var left = in.doubles(0);
        var right = in.doubles(1);
        switch (comparison) {
            case EQUAL -> NumberLoops.equal(left, right, out);
            case NOT_EQUAL -> NumberLoops.notEqual(left, right, out);
            case LESS -> NumberLoops.less(left, right, out);
            case LESS_OR_EQUAL -> NumberLoops.lessOrEqual(left, right, out);
            case GREATER -> NumberLoops.less(right, left, out);
            case GREATER_OR_EQUAL -> NumberLoops.lessOrEqual(right, left, out);
        }
    }

    private void doubles(double[] left, double right, long[] out) {
        switch (comparison) {
            case EQUAL -> NumberLoops.equal(left, right, out);
            case NOT_EQUAL -> NumberLoops.notEqual(left, right, out);
            case LESS -> NumberLoops.less(left, right, out);
            case LESS_OR_EQUAL -> NumberLoops.lessOrEqual(left, right, out);
            case GREATER -> NumberLoops.greater(left, right, out);
            case GREATER_OR_EQUAL -> NumberLoops.greaterOrEqual(left, right, out);
        }
    }

    private void unsigned(Columns in, long[] out) {
        Loops.zip(in.longs(0), in.longs(1), out, Long::compareUnsigned);
        decide(out);
    }

    private void signedWithUnsigned(Columns in, long[] out) {
        Loops.zip(in.longs(0), in.longs(1), out, NumberOrder::compareSignedUnsigned);
        decide(out);
    }

    private void unsignedWithSigned(Columns in, long[] out) {
        Loops.zip(in.longs(0), in.longs(1), out, (x, y) -> -NumberOrder.compareSignedUnsigned(y, x));
        decide(out);
    }

    private void bytes(Columns in, long[] out) {
        if (isEquality() && in.isConstant(1)) {
            long ifEqual = decided(0);
            equal(in.bytes(0), in.constant(1).asBytes(), ifEqual, ifEqual ^ 1, out);
            return;
        }
        if (in.type(0).under() == PrimitiveType.IP) {
            Loops.zip(in.bytes(0), in.bytes(1), out, CompareFunction::compareAddresses);
        } else {
            Loops.zip(in.bytes(0), in.bytes(1), out, CompareFunction::compareBytes);
        }
        decide(out);
    }

    /// Compares the first eight bytes at once, and whatever the length: lengths come in any order, which no branch predicts (2026-11: 4 ns
    /// a value instead of 10).
    private static void equal(BytesVector values, byte[] wanted, long ifEqual, long otherwise, long[] out) {
        byte[] arena = values.arena();
        int[] starts = values.starts();
        int[] lengths = values.lengths();
        int length = wanted.length;
        int last = arena.length - Long.BYTES;
        long mask = Body.lowest(Math.min(length, Long.BYTES));
        long first = (long) LONG.get(Arrays.copyOf(wanted, Math.max(length, Long.BYTES)), 0) & mask;
        for (int row = 0; row < out.length; row++) {
            int start = starts[row];
            boolean same;
            if (start <= last) {
                same = lengths[row] == length & ((long) LONG.get(arena, start) & mask) == first;
                if (same && length > Long.BYTES) {
                    same = Arrays.equals(arena, start + Long.BYTES, start + length, wanted, Long.BYTES, length);
                }
            } else {
                same = lengths[row] == length && Arrays.equals(arena, start, start + length, wanted, 0, length);
            }
            out[row] = same ? ifEqual : otherwise;
        }
    }

    private static long compareAddresses(byte[] left, int start, int length, byte[] right, int rightStart, int rightLength) {
        // All v4 addresses come before all v6 addresses.
        return length != rightLength
                ? length - rightLength
                : compareBytes(left, start, length, right, rightStart, rightLength);
    }

    private static long compareBytes(byte[] left, int start, int length, byte[] right, int rightStart, int rightLength) {
        return Arrays.compareUnsigned(left, start, start + length, right, rightStart, rightStart + rightLength);
    }

    /// Tells only equal values from others, which are neither less nor greater.
    private void identical(Columns in, long[] out) {
        var left = in.column(0).flat();
        var right = in.column(1).flat();
        var same = Identity.between(left.withType(left.type().under()), right.withType(right.type().under()));
        long ifSame = decided(0);
        long otherwise = comparison == Comparison.NOT_EQUAL ? 1 : 0;
        Loops.index(out, row -> same.same(row, row) ? ifSame : otherwise);
    }

    /// Turns an order, negative, 0 or positive, into the result.
    private void decide(long[] out) {
        switch (comparison) {
            case EQUAL -> Loops.map(out, out, order -> order == 0 ? 1 : 0);
            case NOT_EQUAL -> Loops.map(out, out, order -> order != 0 ? 1 : 0);
            case LESS -> Loops.map(out, out, order -> order < 0 ? 1 : 0);
            case LESS_OR_EQUAL -> Loops.map(out, out, order -> order <= 0 ? 1 : 0);
            case GREATER -> Loops.map(out, out, order -> order > 0 ? 1 : 0);
            case GREATER_OR_EQUAL -> Loops.map(out, out, order -> order >= 0 ? 1 : 0);
        }
    }

    private long decided(long order) {
        var one = new long[] {order};
        decide(one);
        return one[0];
    }
}
