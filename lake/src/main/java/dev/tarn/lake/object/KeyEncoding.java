package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Encoded;
import dev.tarn.lake.catalog.KeyBound;
import dev.tarn.model.CorruptException;
import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ByteBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Keys of values as bytes: a prefix that orders as they do in a pool (nulls greatest), and the whole.
///
///     Prefix := 01 Double(8 bytes) Rest(8 bytes)     a number: the nearest double and what it lacks, both with their sign
///                                                    bit turned (and all other bits of a negative double)
///             | 20+Id Bytes                          bool, bytes, string, net: the body, cut at 254 bytes
///             | 20+Id Length(u8) Bytes               ip
///             | 20+Id                                type
///             | 60+Kind                              record 1, array 2, set 3, map 4, union 5, enum 6, error 7
///             | ff                                   null of any type, and a key that is missing
///     Whole  := TypeLength(uvarint) TypeValue Null(u8: 1 if null) Body
///
/// Of two keys the lesser never has the greater prefix; keys with different prefixes are different. Where the prefix holds
/// the whole key ([#isExact]) keys with equal prefixes are equal too.
public final class KeyEncoding {
    private static final int NUMBER = 0x01;
    private static final int PRIMITIVE = 0x20;
    private static final int KIND = 0x60;
    private static final int NULL = 0xff;
    private static final int MAX_PREFIX_BYTES = 255;

    private static final Encoded NULL_PREFIX = Encoded.of(new byte[] {(byte) NULL});

    private KeyEncoding() {}

    /// Returns a key as an end of a range.
    public static KeyBound bound(Value key) {
        return new KeyBound(prefix(key), encode(key));
    }

    /// Returns the prefix of a key.
    public static Encoded prefix(Value key) {
        if (key.isNull()) {
            return NULL_PREFIX;
        }
        return switch (key.type().under()) {
            case PrimitiveType primitive -> primitive(primitive, key);
            case RecordType _ -> kind(1);
            case ArrayType _ -> kind(2);
            case SetType _ -> kind(3);
            case MapType _ -> kind(4);
            case UnionType _ -> kind(5);
            case EnumType _ -> kind(6);
            case ErrorType _ -> kind(7);
            case NamedType named -> throw new IllegalStateException("a type under its names has a name: " + named);
        };
    }

    private static Encoded kind(int kind) {
        return Encoded.of(new byte[] {(byte) (KIND + kind)});
    }

    private static Encoded primitive(PrimitiveType type, Value key) {
        return switch (type) {
            case UINT8, UINT16, UINT32, INT8, INT16, INT32, INT64, DURATION, TIME -> signed(key.asLong());
            case UINT64 -> unsigned(key.asLong());
            case FLOAT16, FLOAT32, FLOAT64 -> number(key.asDouble(), 0);
            case BOOL, BYTES, STRING, NET -> bytes(type, new byte[0], key.body());
            case IP -> bytes(type, new byte[] {(byte) key.body().length}, key.body());
            case TYPE -> bytes(type, new byte[0], new byte[0]);
            case NULL -> NULL_PREFIX;
        };
    }

    private static Encoded signed(long value) {
        double nearest = value;
        // 2^63 itself is no long, and the only double that a long can round to and not be converted back from.
        long rest = nearest == 0x1p63 ? value - Long.MAX_VALUE - 1 : value - (long) nearest;
        return number(nearest, rest);
    }

    private static Encoded unsigned(long value) {
        if (value >= 0) {
            return signed(value);
        }
        double nearest = (value >>> 1 | value & 1) * 2.0;
        // In arithmetic modulo 2^64 the rest is right whether or not the double is 2^64.
        long back = nearest == 0x1p64 ? 0 : (long) (nearest - 0x1p63) + Long.MIN_VALUE;
        return number(nearest, value - back);
    }

    private static Encoded number(double value, long rest) {
        long bits = Double.isNaN(value) ? Long.MIN_VALUE | Long.MAX_VALUE : Double.doubleToLongBits(value + 0.0);
        long ordered = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        return Encoded.of(ByteBuffer.allocate(17).put((byte) NUMBER).putLong(ordered).putLong(rest ^ Long.MIN_VALUE).array());
    }

    private static Encoded bytes(PrimitiveType type, byte[] before, byte[] body) {
        var prefix = ByteBuffer.allocate(Math.min(MAX_PREFIX_BYTES, 1 + before.length + body.length));
        prefix.put((byte) (PRIMITIVE + type.id())).put(before);
        prefix.put(body, 0, Math.min(body.length, prefix.remaining()));
        return Encoded.of(prefix.array());
    }

    /// Returns whether all keys with this prefix are equal in order.
    public static boolean isExact(Encoded prefix) {
        int first = prefix.bytes()[0] & 0xff;
        return first == NUMBER || first == NULL || first < KIND && first != PRIMITIVE + PrimitiveType.TYPE.id()
                && prefix.bytes().length < MAX_PREFIX_BYTES;
    }

    /// Returns the whole of a key.
    public static Encoded encode(Value key) {
        var out = new ByteBuilder();
        byte[] type = TypeValue.encode(key.type());
        out.putUvarint(type.length);
        out.put(type);
        out.put(key.isNull() ? 1 : 0);
        out.put(key.body());
        return Encoded.of(out.toBytes());
    }

    /// Returns the key of which these are the bytes.
    ///
    /// @throws CorruptException if they are those of no value
    public static Value decode(Encoded encoded) {
        byte[] bytes = encoded.bytes();
        try {
            var in = ByteBuffer.wrap(bytes);
            int typeLength = length(in);
            var type = TypeValue.decode(Arrays.copyOfRange(bytes, in.position(), in.position() + typeLength));
            int at = in.position() + typeLength;
            return bytes[at] == 1 ? Value.ofNull(type) : Value.ofBody(type, Arrays.copyOfRange(bytes, at + 1, bytes.length));
        } catch (InputException e) {
            throw new CorruptException("catalog: a key " + encoded + " is no value: " + e.getMessage(), e);
        }
    }

    private static int length(ByteBuffer in) {
        int length = 0;
        for (int shift = 0; shift < 28 && in.hasRemaining(); shift += 7) {
            int next = in.get();
            length |= (next & 0x7f) << shift;
            if (next >= 0) {
                if (length >= in.remaining()) {
                    break;
                }
                return length;
            }
        }
        throw new InputException("its type does not end within it");
    }
}
