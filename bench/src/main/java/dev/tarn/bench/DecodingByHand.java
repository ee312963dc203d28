package dev.tarn.bench;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Loops over the bytes of files that know all of what is in them: the types, that nothing is null, and that no value has more than 126 bytes.
final class DecodingByHand {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    // What begins a frame that has values, but for the lowest bits of its length.
    private static final int VALUES = 1;

    private DecodingByHand() {}

    /// What is done with the values of a frame.
    private interface Frames {
        /// Reads the values from one place to before another.
        void read(byte[] bytes, int from, int end, List<Vector> out);
    }

    private static List<Vector> frames(byte[] file, Frames frames) {
        var out = new ArrayList<Vector>();
        int at = 0;
        while (at < file.length && file[at] >= 0) {
            int code = file[at++];
            int length = 0;
            int shift = 4;
            for (; file[at] < 0; shift += 7) {
                length |= (file[at++] & 0x7f) << shift;
            }
            length |= file[at++] << shift | code & 0xf;
            if (code >>> 4 == VALUES) {
                frames.read(file, at, at + length, out);
            }
            at += length;
        }
        return out;
    }

    static List<Vector> zngIntegers(byte[][] file) {
        return frames(file[0], (bytes, from, end, out) -> {
            var values = new long[(end - from) / 3];
            int count = 0;
            for (int at = from; at < end;) {
                // The type, the record's length, the number's.
                int length = checked(bytes[at + 2]);
                values[count++] = signed(bytes, at + 3, length);
                at += 3 + length;
            }
            out.add(new LongVector(PrimitiveType.INT64, values, count, Validity.ALL));
        });
    }

    static List<Vector> zngStrings(byte[][] file) {
        return frames(file[0], (bytes, from, end, out) -> {
            var starts = new int[(end - from) / 3];
            var lengths = new int[starts.length];
            int count = 0;
            for (int at = from; at < end;) {
                int length = checked(bytes[at + 2]);
                starts[count] = at + 3;
                lengths[count++] = length;
                at += 3 + length;
            }
            out.add(new BytesVector(PrimitiveType.STRING, bytes, starts, lengths, count, Validity.ALL));
        });
    }

    static List<Vector> zngRecords(byte[][] file) {
        return frames(file[0], (bytes, from, end, out) -> {
            int most = (end - from) / 13;
            var integers = new long[most];
            var floats = new double[most];
            var starts = new int[most];
            var lengths = new int[most];
            int count = 0;
            for (int at = from; at < end; count++) {
                int length = checked(bytes[at + 2]);
                integers[count] = signed(bytes, at + 3, length);
                at += 3 + length;
                floats[count] = Double.longBitsToDouble((long) LONG.get(bytes, at + 1));
                at += 9;
                lengths[count] = checked(bytes[at]);
                starts[count] = at + 1;
                at += 1 + lengths[count];
            }
            out.add(new LongVector(PrimitiveType.INT64, integers, count, Validity.ALL));
            out.add(new DoubleVector(PrimitiveType.FLOAT64, floats, count, Validity.ALL));
            out.add(new BytesVector(PrimitiveType.STRING, bytes, starts, lengths, count, Validity.ALL));
        });
    }

    static List<Vector> zngSecondField(byte[][] file) {
        return frames(file[0], (bytes, from, end, out) -> {
            var floats = new double[(end - from) / 13];
            int count = 0;
            for (int at = from; at < end;) {
                int next = at + 1 + checked(bytes[at + 1]) + 1;
                floats[count++] = Double.longBitsToDouble((long) LONG.get(bytes, at + 4 + checked(bytes[at + 2])));
                at = next;
            }
            out.add(new DoubleVector(PrimitiveType.FLOAT64, floats, count, Validity.ALL));
        });
    }

    static List<Vector> vngIntegers(byte[][] columns) {
        return List.of(integers(columns[0]));
    }

    static List<Vector> vngStrings(byte[][] columns) {
        return List.of(strings(columns[0]));
    }

    static List<Vector> vngRecords(byte[][] columns) {
        return List.of(integers(columns[0]), floats(columns[1]), strings(columns[2]));
    }

    private static LongVector integers(byte[] bytes) {
        var values = new long[Columns.BATCHES * Columns.ROWS];
        int count = 0;
        for (int at = 0; at < bytes.length;) {
            int length = checked(bytes[at]);
            values[count++] = signed(bytes, at + 1, length);
            at += 1 + length;
        }
        return new LongVector(PrimitiveType.INT64, values, count, Validity.ALL);
    }

    private static DoubleVector floats(byte[] bytes) {
        var values = new double[bytes.length / 9];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble((long) LONG.get(bytes, 9 * i + 1));
        }
        return new DoubleVector(PrimitiveType.FLOAT64, values, values.length, Validity.ALL);
    }

    private static BytesVector strings(byte[] bytes) {
        var starts = new int[Columns.BATCHES * Columns.ROWS];
        var lengths = new int[starts.length];
        int count = 0;
        for (int at = 0; at < bytes.length; count++) {
            lengths[count] = checked(bytes[at]);
            starts[count] = at + 1;
            at += 1 + lengths[count];
        }
        return new BytesVector(PrimitiveType.STRING, bytes, starts, lengths, count, Validity.ALL);
    }

    private static int checked(byte tag) {
        if (tag <= 0) {
            throw new IllegalStateException("the columns have no such values");
        }
        return tag - 1;
    }

    private static long signed(byte[] bytes, int at, int length) {
        long bits;
        if (at <= bytes.length - Long.BYTES) {
            int unwanted = (Long.BYTES - length) * 4;
            bits = (long) LONG.get(bytes, at) & -1L >>> unwanted >>> unwanted;
        } else {
            bits = 0;
            for (int i = length - 1; i >= 0; i--) {
                bits = bits << 8 | bytes[at + i] & 0xff;
            }
        }
        return (bits & 1) == 0 ? bits >>> 1 : -(bits >>> 1);
    }

    /// Returns the bodies of a field's values with their tags, as a column of a file has them.
    static byte[] bodies(Columns columns, String field) {
        var out = new ByteBuilder(1 << 20);
        for (var piece : columns.pieces) {
            switch (piece.field(field)) {
                case LongVector longs -> {
                    for (long value : longs.values()) {
                        int at = out.length();
                        out.put(0);
                        Body.writeLong(longs.type(), value, out);
                        out.array()[at] = (byte) (out.length() - at);
                    }
                }
                case DoubleVector doubles -> {
                    for (double value : doubles.values()) {
                        out.put(1 + Double.BYTES);
                        Body.writeDouble(doubles.type(), value, out);
                    }
                }
                case BytesVector strings -> {
                    for (int row = 0; row < strings.length(); row++) {
                        byte[] text = strings.copy(row);
                        out.put(1 + text.length);
                        out.put(text);
                    }
                }
                default -> throw new IllegalStateException("no column of a file: " + field);
            }
        }
        return out.toBytes();
    }
}
