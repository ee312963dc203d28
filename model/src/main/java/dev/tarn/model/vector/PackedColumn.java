package dev.tarn.model.vector;

import dev.tarn.model.InputException;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Values of a primitive or enum type as their bodies with tags, one right behind another: read from the front, some at a time.
///
/// Where a value begins is known when the one before was read, so integers and floats are read in the same loop that finds them. What the
/// loop does not expect (null, the last bytes, a length that the type has not) is read as other types are: found first, and then read.
public final class PackedColumn {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Type type;
    private final byte[] bytes;
    private int at;

    /// Begins before the first value. The array is not copied, and may become part of the columns.
    public PackedColumn(Type type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /// Returns how many bytes were not read yet; there are no more values than these.
    public int bytesLeft() {
        return bytes.length - at;
    }

    /// Reads the next values.
    ///
    /// @param count at most [#bytesLeft()]
    /// @throws InputException if there are fewer, or one is malformed
    public FlatVector next(int count) {
        if (type.under() instanceof PrimitiveType primitive) {
            if (primitive.isSigned()) {
                var values = new long[count];
                int end = readSigned(values);
                if (end >= 0) {
                    at = end;
                    return new LongVector(type, values);
                }
            } else if (primitive == PrimitiveType.FLOAT64) {
                var values = new double[count];
                int end = readDoubles(values);
                if (end >= 0) {
                    at = end;
                    return new DoubleVector(type, values);
                }
            }
        }
        return find(count);
    }

    /// Reads integers; returns where they end, or a negative number if one is not as nearly all are.
    private int readSigned(long[] out) {
        byte[] bytes = this.bytes;
        int at = this.at;
        int last = bytes.length - 1 - Long.BYTES;
        for (int row = 0; row < out.length; row++) {
            if (at > last) {
                return -1;
            }
            int tag = bytes[at];
            if (tag <= 0 || tag > 1 + Long.BYTES) {
                return -1;
            }
            out[row] = Body.signed((long) LONG.get(bytes, at + 1) & Body.lowest(tag - 1));
            at += tag;
        }
        return at;
    }

    private int readDoubles(double[] out) {
        byte[] bytes = this.bytes;
        int at = this.at;
        int last = bytes.length - 1 - Double.BYTES;
        for (int row = 0; row < out.length; row++) {
            if (at > last || bytes[at] != 1 + Double.BYTES) {
                return -1;
            }
            out[row] = Double.longBitsToDouble((long) LONG.get(bytes, at + 1));
            at += 1 + Double.BYTES;
        }
        return at;
    }

    private FlatVector find(int count) {
        byte[] bytes = this.bytes;
        var starts = new int[count];
        var lengths = new int[count];
        var cursor = new Body.Cursor();
        int at = this.at;
        for (int row = 0; row < count; row++) {
            int tag = at < bytes.length ? bytes[at] : -1;
            if (tag < 0 || tag > bytes.length - at) {
                // Longer than 126 bytes; or malformed, and then it throws.
                cursor.open(bytes, at, bytes.length - at);
                cursor.next();
                starts[row] = cursor.start();
                lengths[row] = cursor.length();
                at = cursor.start() + Math.max(0, cursor.length());
            } else {
                starts[row] = at + 1;
                lengths[row] = tag - 1;
                at += Math.max(1, tag);
            }
        }
        this.at = at;
        return new ColumnReader(type, bytes, starts, lengths, count).readFlat();
    }
}
