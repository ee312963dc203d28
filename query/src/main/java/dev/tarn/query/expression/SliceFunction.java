package dev.tarn.query.expression;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.List;

/// `a[i:j]`: some elements of an array or set, bytes of bytes, characters of a string, from i (included) to j (excluded).
/// Negative positions count from the end, and those beyond an end are the end.
final class SliceFunction implements Function {
    private static final String NO_NUMBER = "slice index is not a number";

    private final boolean hasFrom;
    private final boolean hasTo;

    SliceFunction(boolean hasFrom, boolean hasTo) {
        this.hasFrom = hasFrom;
        this.hasTo = hasTo;
    }

    @Override
    public Argument argument(int position) {
        return position == 0 ? Argument.ANY.withErrorsPassed() : Argument.ANY;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return switch (types.getFirst().under()) {
            case ArrayType _, SetType _ -> new Kernel.Whole(this::slice);
            case PrimitiveType primitive when primitive == PrimitiveType.STRING || primitive == PrimitiveType.BYTES ->
                new Kernel.Whole(this::slice);
            default -> new Kernel.Reject("sliced value is not array, set, bytes, or string", 0);
        };
    }

    private Vector slice(Columns in) {
        var values = in.flat(0);
        var failed = new boolean[in.length()];
        long[] from = hasFrom ? positions(in, 1, failed) : new long[0];
        long[] to = hasTo ? positions(in, hasFrom ? 2 : 1, failed) : new long[0];
        // Null stays null whatever the positions are.
        for (int row = 0; row < failed.length; row++) {
            failed[row] &= !values.isNull(row);
        }
        var sliced = slice(values, from, to);
        var wrong = rowsOf(failed);
        if (wrong.length == 0) {
            return sliced;
        }
        var right = Selection.without(wrong, failed.length);
        var assembly = new MixedAssembly(failed.length);
        assembly.put(sliced.select(right), right);
        assembly.put(ErrorVector.ofString(NO_NUMBER, wrong.length), wrong);
        return assembly.build();
    }

    private static long[] positions(Columns in, int argument, boolean[] failed) {
        var column = in.flat(argument);
        if (column instanceof LongVector longs && longs.type() == PrimitiveType.INT64 && longs.validity().isAll()) {
            return longs.values();
        }
        var positions = new long[in.length()];
        for (int row = 0; row < positions.length; row++) {
            var position = Coercion.toLong(in.value(argument, row));
            failed[row] |= position.isEmpty();
            positions[row] = position.orElse(0);
        }
        return positions;
    }

    private static int[] rowsOf(boolean[] marked) {
        var rows = new int[marked.length];
        int count = 0;
        for (int row = 0; row < marked.length; row++) {
            rows[count] = row;
            count += marked[row] ? 1 : 0;
        }
        return Arrays.copyOf(rows, count);
    }

    private FlatVector slice(FlatVector values, long[] from, long[] to) {
        return switch (values) {
            case ArrayVector array -> slice(array, from, to);
            case BytesVector bytes -> bytes.type().under() == PrimitiveType.STRING
                    ? sliceStrings(bytes, from, to)
                    : sliceBytes(bytes, from, to);
            default -> throw new IllegalStateException("cannot be sliced: " + values.type());
        };
    }

    private int start(long[] from, int row, int length) {
        return hasFrom ? clamped(from[row], length) : 0;
    }

    private int end(long[] to, int row, int length) {
        return hasTo ? clamped(to[row], length) : length;
    }

    private static int clamped(long position, int length) {
        long absolute = position < 0 ? position + length : position;
        return (int) Math.max(0, Math.min(absolute, length));
    }

    private FlatVector slice(ArrayVector array, long[] from, long[] to) {
        var offsets = new int[array.length() + 1];
        var starts = new int[array.length()];
        for (int row = 0; row < array.length(); row++) {
            int length = array.isNull(row) ? 0 : array.offsets()[row + 1] - array.offsets()[row];
            int start = start(from, row, length);
            starts[row] = array.offsets()[row] + start;
            offsets[row + 1] = offsets[row] + Math.max(0, end(to, row, length) - start);
        }
        var elements = new int[offsets[array.length()]];
        for (int row = 0; row < array.length(); row++) {
            for (int at = offsets[row]; at < offsets[row + 1]; at++) {
                elements[at] = starts[row] + at - offsets[row];
            }
        }
        return new ArrayVector(
                array.type(), offsets, array.elements().select(elements), array.length(), array.validity());
    }

    private FlatVector sliceBytes(BytesVector bytes, long[] from, long[] to) {
        var starts = new int[bytes.length()];
        var lengths = new int[bytes.length()];
        for (int row = 0; row < bytes.length(); row++) {
            int length = bytes.lengths()[row];
            int start = start(from, row, length);
            starts[row] = bytes.starts()[row] + start;
            lengths[row] = Math.max(0, end(to, row, length) - start);
        }
        return new BytesVector(bytes.type(), bytes.arena(), starts, lengths, bytes.length(), bytes.validity());
    }

    private FlatVector sliceStrings(BytesVector strings, long[] from, long[] to) {
        var starts = new int[strings.length()];
        var lengths = new int[strings.length()];
        for (int row = 0; row < strings.length(); row++) {
            int first = strings.starts()[row];
            int last = first + strings.lengths()[row];
            int characters = Utf8.count(strings.arena(), first, last);
            int start = start(from, row, characters);
            int end = Math.max(start, end(to, row, characters));
            starts[row] = Utf8.skip(strings.arena(), first, last, start);
            lengths[row] = Utf8.skip(strings.arena(), starts[row], last, end - start) - starts[row];
        }
        return new BytesVector(strings.type(), strings.arena(), starts, lengths, strings.length(), strings.validity());
    }
}
