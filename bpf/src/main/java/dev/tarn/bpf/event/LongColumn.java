package dev.tarn.bpf.event;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.LongVector;

/// Integers, bools, pointers and durations: a number of 1, 2, 4 or 8 bytes at a fixed place.
final class LongColumn extends Column {
    /// How the bytes make a number.
    enum Form {
        SIGNED_8(1), SIGNED_16(2), SIGNED_32(4), UNSIGNED_8(1), UNSIGNED_16(2), UNSIGNED_32(4), BITS_64(8),
        /// Anything but 0 is true.
        BOOL(1),
        /// Two bytes, highest first.
        NETWORK_16(2);

        private final int bytes;

        Form(int bytes) {
            this.bytes = bytes;
        }

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

    /// Reads the numbers of all rows.
    long[] values(EventRows rows) {
        long[] out = rows.numbers(offset, form.bytes);
        // One loop for each form, so that none has a branch in it.
        switch (form) {
            case SIGNED_8 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = (byte) out[i];
                }
            }
            case SIGNED_16 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = (short) out[i];
                }
            }
            case SIGNED_32 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = (int) out[i];
                }
            }
            case UNSIGNED_8 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] &= 0xff;
                }
            }
            case UNSIGNED_16 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] &= 0xffff;
                }
            }
            case UNSIGNED_32 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] &= 0xffffffffL;
                }
            }
            case BITS_64 -> {}
            case BOOL -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = (out[i] & 0xff) != 0 ? 1 : 0;
                }
            }
            case NETWORK_16 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = Short.reverseBytes((short) out[i]) & 0xffff;
                }
            }
        }
        return out;
    }
}
