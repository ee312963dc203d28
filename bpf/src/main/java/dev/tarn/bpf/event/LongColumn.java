package dev.tarn.bpf.event;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.LongVector;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Integers, bools, pointers and durations: a number of 1, 2, 4 or 8 bytes at a fixed place.
final class LongColumn extends Column {
    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// How the bytes make a number.
    enum Form {
        SIGNED_8, SIGNED_16, SIGNED_32, UNSIGNED_8, UNSIGNED_16, UNSIGNED_32, BITS_64,
        /// Anything but 0 is true.
        BOOL,
        /// Two bytes, highest first.
        NETWORK_16;

        /// Returns the form of an integer.
        static Form ofInteger(int bytes, boolean signed) {
            return switch (bytes) {
                case 1 -> signed ? SIGNED_8 : UNSIGNED_8;
                case 2 -> signed ? SIGNED_16 : UNSIGNED_16;
                case 4 -> signed ? SIGNED_32 : UNSIGNED_32;
                case 8 -> BITS_64;
                default -> throw new IllegalStateException("an integer of " + bytes + " bytes");
            };
        }
    }

    private final int offset;
    private final Form form;

    LongColumn(Type type, int offset, Form form) {
        super(type);
        this.offset = offset;
        this.form = form;
    }

    static Type integerType(int bytes, boolean signed) {
        return switch (bytes) {
            case 1 -> signed ? PrimitiveType.INT8 : PrimitiveType.UINT8;
            case 2 -> signed ? PrimitiveType.INT16 : PrimitiveType.UINT16;
            case 4 -> signed ? PrimitiveType.INT32 : PrimitiveType.UINT32;
            case 8 -> signed ? PrimitiveType.INT64 : PrimitiveType.UINT64;
            default -> throw new IllegalStateException("an integer of " + bytes + " bytes");
        };
    }

    @Override
    LongVector read(EventRows rows, EventContext context) {
        return new LongVector(type(), values(rows));
    }

    /// Reads the numbers of all rows. One loop for each form, so that none has a branch in it.
    long[] values(EventRows rows) {
        MemorySegment memory = rows.memory();
        long[] at = rows.positions();
        int from = offset;
        var out = new long[rows.count()];
        switch (form) {
            case SIGNED_8 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = memory.get(ValueLayout.JAVA_BYTE, at[i] + from);
                }
            }
            case SIGNED_16 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, at[i] + from);
                }
            }
            case SIGNED_32 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = memory.get(ValueLayout.JAVA_INT_UNALIGNED, at[i] + from);
                }
            }
            case UNSIGNED_8 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = memory.get(ValueLayout.JAVA_BYTE, at[i] + from) & 0xff;
                }
            }
            case UNSIGNED_16 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, at[i] + from) & 0xffff;
                }
            }
            case UNSIGNED_32 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = memory.get(ValueLayout.JAVA_INT_UNALIGNED, at[i] + from) & 0xffffffffL;
                }
            }
            case BITS_64 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at[i] + from);
                }
            }
            case BOOL -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = memory.get(ValueLayout.JAVA_BYTE, at[i] + from) != 0 ? 1 : 0;
                }
            }
            case NETWORK_16 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = memory.get(NETWORK_SHORT, at[i] + from) & 0xffff;
                }
            }
        }
        return out;
    }
}
