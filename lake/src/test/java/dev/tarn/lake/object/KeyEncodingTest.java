package dev.tarn.lake.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.lake.catalog.Encoded;
import dev.tarn.model.CorruptException;
import dev.tarn.model.Value;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyEncodingTest {
    private static List<Value> keys() {
        List<Value> keys = new ArrayList<>();
        for (long base : new long[] {0, 1, 100, 1L << 31, 1L << 52, 1L << 53, 1L << 54, 1L << 62, Long.MAX_VALUE}) {
            for (long step = -3; step <= 3; step++) {
                long value = base + step;
                keys.add(Value.ofLong(PrimitiveType.INT64, value));
                keys.add(Value.ofLong(PrimitiveType.TIME, -value));
                keys.add(Value.ofLong(PrimitiveType.UINT64, value));
                keys.add(Value.ofDouble(PrimitiveType.FLOAT64, value));
                keys.add(Value.ofDouble(PrimitiveType.FLOAT64, value + 0.5));
                keys.add(Value.ofDouble(PrimitiveType.FLOAT32, -value));
            }
        }
        for (double value : new double[] {Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE, Double.MAX_VALUE, 0x1p63, 0x1p64, -0x1p63}) {
            keys.add(Value.ofDouble(PrimitiveType.FLOAT64, value));
        }
        for (String text : List.of("", "a", "a\u0000", "a\u0000b", "b", "ü", "x".repeat(253), "x".repeat(254),
                "x".repeat(255), "x".repeat(300), "x".repeat(300) + "y")) {
            keys.add(Value.ofString(text));
            keys.add(Value.ofBytes(PrimitiveType.BYTES, Value.ofString(text).asBytes()));
        }
        keys.add(Value.ofBool(false));
        keys.add(Value.ofBool(true));
        keys.add(Value.ofBytes(PrimitiveType.IP, new byte[] {10, 0, 0, 1}));
        keys.add(Value.ofBytes(PrimitiveType.IP, new byte[] {10, 0, 0, 2}));
        keys.add(Value.ofBytes(PrimitiveType.IP, new byte[16]));
        keys.add(Value.ofLong(new NamedType("port", PrimitiveType.UINT16), 80));
        keys.add(Value.ofBody(new ArrayType(PrimitiveType.INT64), new byte[] {2, 2}));
        keys.add(Value.ofBody(new ArrayType(PrimitiveType.INT64), new byte[] {2, 4}));
        for (Type type : List.of(PrimitiveType.NULL, PrimitiveType.INT64, PrimitiveType.STRING)) {
            keys.add(Value.ofNull(type));
        }
        return keys;
    }

    @Test
    void prefixesOrderAsKeysDo() {
        for (Value a : keys()) {
            for (Value b : keys()) {
                int order = ValueOrder.NULLS_LAST.compare(a, b);
                Encoded prefixOfA = KeyEncoding.prefix(a);
                int prefixes = prefixOfA.compareTo(KeyEncoding.prefix(b));
                if (order == 0) {
                    assertEquals(0, prefixes, () -> describe(a) + " equals " + describe(b));
                } else {
                    assertTrue(Integer.signum(prefixes) != -Integer.signum(order),
                            () -> describe(a) + " and " + describe(b) + " order by " + order);
                    assertTrue(prefixes != 0 || !KeyEncoding.isExact(prefixOfA),
                            () -> describe(a) + " and " + describe(b) + " differ but their prefixes do not");
                }
            }
        }
    }

    private static String describe(Value value) {
        return value.type() + " " + Encoded.of(value.body()) + (value.isNull() ? " null" : "");
    }

    @Test
    void wholeKeysComeBack() {
        for (Value key : keys()) {
            assertEquals(key, KeyEncoding.decode(KeyEncoding.encode(key)));
        }
    }

    @Test
    void refusesWhatIsNoKey() {
        for (byte[] bytes : new byte[][] {{}, {1}, {5, 9}, {-1, -1, -1, -1, -1, -1}, {1, 99, 0}}) {
            assertThrows(CorruptException.class, () -> KeyEncoding.decode(Encoded.of(bytes)));
        }
    }
}
