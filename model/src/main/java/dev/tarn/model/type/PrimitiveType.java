package dev.tarn.model.type;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The primitive types, in the order of their ZNG identifiers, which is also their order as values.
public enum PrimitiveType implements Type {
    UINT8(0, Carrier.LONG),
    UINT16(1, Carrier.LONG),
    UINT32(2, Carrier.LONG),
    /// Held as the same 64 bits in a `long`: compare, divide and print unsigned.
    UINT64(3, Carrier.LONG),
    INT8(6, Carrier.LONG),
    INT16(7, Carrier.LONG),
    INT32(8, Carrier.LONG),
    INT64(9, Carrier.LONG),
    /// Nanoseconds.
    DURATION(12, Carrier.LONG),
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    TIME(13, Carrier.LONG),
    FLOAT16(14, Carrier.DOUBLE),
    FLOAT32(15, Carrier.DOUBLE),
    FLOAT64(16, Carrier.DOUBLE),
    /// Held as 0 or 1.
    BOOL(23, Carrier.LONG),
    BYTES(24, Carrier.BYTES),
    STRING(25, Carrier.BYTES),
    /// 4 or 16 bytes, network order.
    IP(26, Carrier.BYTES),
    /// Address and mask, 8 or 32 bytes.
    NET(27, Carrier.BYTES),
    /// A type value, encoded as in section 4 of the ZNG specification.
    TYPE(28, Carrier.BYTES),
    NULL(29, Carrier.LONG);

    /// The first ZNG identifier that is not a primitive type's.
    public static final int FIRST_COMPLEX_ID = 30;

    private static final PrimitiveType[] BY_ID = new PrimitiveType[FIRST_COMPLEX_ID];
    private static final Map<String, PrimitiveType> BY_NAME = new HashMap<>();

    static {
        for (var type : values()) {
            BY_ID[type.id] = type;
            BY_NAME.put(type.zedName, type);
        }
    }

    private final int id;
    private final Carrier carrier;
    private final String zedName;

    PrimitiveType(int id, Carrier carrier) {
        this.id = id;
        this.carrier = carrier;
        this.zedName = name().toLowerCase(Locale.ROOT);
    }

    /// Returns the ZNG identifier, 0 to 29.
    public int id() {
        return id;
    }

    @Override
    public TypeExtent extent() {
        return TypeExtent.LEAF;
    }

    @Override
    public Carrier carrier() {
        return carrier;
    }

    /// Returns the primitive type with the ZNG identifier; empty for one that is reserved or not a primitive type's.
    public static Optional<PrimitiveType> ofId(int id) {
        return id < 0 || id >= FIRST_COMPLEX_ID ? Optional.empty() : Optional.ofNullable(BY_ID[id]);
    }

    /// Returns the primitive type with the name that ZSON gives it, such as `uint64`.
    public static Optional<PrimitiveType> ofName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// Returns whether this is one of uint8 to uint64.
    public boolean isUnsigned() {
        return id <= 3;
    }

    /// Returns whether this is one of int8 to int64, duration and time: carried as a signed `long`.
    public boolean isSigned() {
        return id >= 6 && id <= 13;
    }

    /// Returns whether this is an integer type: unsigned, signed, duration or time.
    public boolean isInteger() {
        return id <= 13;
    }

    /// Returns whether this is float16, float32 or float64.
    public boolean isFloat() {
        return id >= 14 && id <= 16;
    }

    /// Returns whether this is an integer or a float type.
    public boolean isNumber() {
        return id <= 16;
    }

    /// Returns the width of a number type in bits; 1 for bool; 0 for other types.
    public int bits() {
        return switch (this) {
            case UINT8, INT8 -> 8;
            case UINT16, INT16, FLOAT16 -> 16;
            case UINT32, INT32, FLOAT32 -> 32;
            case UINT64, INT64, DURATION, TIME, FLOAT64 -> 64;
            case BOOL -> 1;
            case BYTES, STRING, IP, NET, TYPE, NULL -> 0;
        };
    }

    /// Returns the name that ZSON gives the type, such as `uint64`.
    @Override
    public String toString() {
        return zedName;
    }
}
