package dev.tarn.model.vector;

import dev.tarn.model.InputException;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads and writes the bodies of primitive values as the ZNG format has them (its section 3).
///
/// Unsigned integers, bool and enums are their bytes, lowest first, without trailing zeros; signed ones are shifted left by one
/// with the sign in the lowest bit; floats have their full width. A value inside another is preceded by a tag:
/// its length plus one in LEB128, or 0 for null.
public final class Body {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Body() {}

    /// Reads a body that is carried as `long`.
    ///
    /// @throws InputException if the length does not suit the type
    public static long readLong(Type type, byte[] buffer, int offset, int length) {
        long bits = bits(type, buffer, offset, length);
        return isSigned(type) ? signed(bits) : bits;
    }

    /// Reads the bytes of a body, lowest first.
    static long bits(Type type, byte[] buffer, int offset, int length) {
        if (length > Long.BYTES) {
            throw new InputException("malformed ZNG: a value of type " + type + " has " + length + " bytes");
        }
        if (offset <= buffer.length - Long.BYTES) {
            // All eight bytes, without those that are not wanted.
            return (long) LONG.get(buffer, offset) & lowest(length);
        }
        long bits = 0;
        for (int i = length - 1; i >= 0; i--) {
            bits = bits << 8 | buffer[offset + i] & 0xff;
        }
        return bits;
    }

    /// Returns a number in which the lowest bytes are all ones and the others 0.
    ///
    /// @param bytes how many, 0 to 8
    public static long lowest(int bytes) {
        // In two steps, as a shift by 64 is none.
        int half = (Long.BYTES - bytes) * 4;
        return -1L >>> half >>> half;
    }

    static boolean isSigned(Type type) {
        return type.under() instanceof PrimitiveType primitive && primitive.isSigned();
    }

    static long signed(long bits) {
        // The least long has no positive counterpart and is written as minus zero.
        long sign = -(bits & 1);
        return bits == 1 ? Long.MIN_VALUE : (bits >>> 1 ^ sign) - sign;
    }

    /// Appends the body of a value that is carried as `long`.
    public static void writeLong(Type type, long value, ByteBuilder out) {
        if (type.under() == PrimitiveType.BOOL) {
            out.put((int) value);
        } else if (isSigned(type)) {
            out.putMinimal(value >= 0 ? value << 1 : -value << 1 | 1);
        } else {
            out.putMinimal(value);
        }
    }

    /// Reads a body that is carried as `double`.
    ///
    /// @throws InputException if the length does not suit the type
    public static double readDouble(Type type, byte[] buffer, int offset, int length) {
        int bits = ((PrimitiveType) type.under()).bits();
        if (length * 8 != bits) {
            throw new InputException("malformed ZNG: a value of type " + type + " has " + length + " bytes");
        }
        long raw = bits(type, buffer, offset, length);
        return switch (bits) {
            case 16 -> Float.float16ToFloat((short) raw);
            case 32 -> Float.intBitsToFloat((int) raw);
            default -> Double.longBitsToDouble(raw);
        };
    }

    /// Appends the body of a value that is carried as `double`.
    public static void writeDouble(Type type, double value, ByteBuilder out) {
        int bits = ((PrimitiveType) type.under()).bits();
        long raw = switch (bits) {
            case 16 -> Float.floatToFloat16((float) value);
            case 32 -> Float.floatToRawIntBits((float) value);
            default -> Double.doubleToRawLongBits(value);
        };
        for (int shift = 0; shift < bits; shift += 8) {
            out.put((int) (raw >>> shift));
        }
    }

    /// Checks that the body of an enum names one of its symbols.
    ///
    /// @throws InputException if it does not
    static long checkSymbol(EnumType type, long index) {
        if (index < 0 || index >= type.symbols().size()) {
            throw new InputException(
                    "malformed ZNG: enum index " + index + " of " + type.symbols().size() + " symbols");
        }
        return index;
    }

    /// Checks the length of the body of an address or a net.
    ///
    /// @throws InputException if none has it
    static void checkAddress(PrimitiveType type, int length) {
        int four = type == PrimitiveType.IP ? 4 : 8;
        if (length != four && length != four * 4) {
            throw new InputException("malformed ZNG: a value of type " + type + " has " + length + " bytes");
        }
    }

    /// Reads the tags of the values inside a body, one after another.
    public static final class Cursor {
        private byte[] buffer = new byte[0];
        private int position;
        private int end;
        private int start;
        private int length;

        /// Sets the cursor before the first value inside a body.
        public void open(byte[] newBuffer, int offset, int bodyLength) {
            buffer = newBuffer;
            position = offset;
            end = offset + bodyLength;
        }

        /// Returns whether there is another value.
        public boolean hasNext() {
            return position < end;
        }

        /// Moves past the next value; its body is then at [#start()].
        ///
        /// @throws InputException if there is none or it does not end within the body
        public void next() {
            if (position >= end) {
                throw new InputException("malformed ZNG: a value ends within its parts");
            }
            long tag = buffer[position++];
            if (tag < 0) {
                tag = longTag(tag & 0x7f);
            }
            length = (int) tag - 1;
            start = position;
            if (tag != 0) {
                if (tag - 1 > end - position) {
                    throw new InputException(
                            "malformed ZNG: a part of " + (tag - 1) + " bytes in the last " + (end - position) + " of a value");
                }
                position += length;
            }
        }

        /// Moves past the next value, which is the tag of a union value, and returns it.
        ///
        /// @param memberCount the number of members of the union
        /// @throws InputException if it is not the tag of one of them
        public int nextTag(int memberCount) {
            next();
            long tag = isNull() ? -1 : readLong(PrimitiveType.INT64, buffer, start, length);
            if (tag < 0 || tag >= memberCount) {
                throw new InputException("malformed ZNG: tag " + tag + " of a union of " + memberCount + " types");
            }
            return (int) tag;
        }

        private long longTag(long low) {
            long tag = low;
            for (int shift = 7; ; shift += 7) {
                if (position >= end || shift > 28) {
                    throw new InputException("malformed ZNG: the length of a value does not end");
                }
                byte next = buffer[position++];
                tag |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return tag;
                }
            }
        }

        /// Returns whether the value is null.
        public boolean isNull() {
            return length < 0;
        }

        /// Returns where the body of the value begins.
        public int start() {
            return start;
        }

        /// Returns the length of the body, -1 for null.
        public int length() {
            return length;
        }
    }
}
