package dev.tarn.model;

import static dev.tarn.model.SortKey.Direction.ASCENDING;
import static dev.tarn.model.SortKey.Direction.DESCENDING;
import static dev.tarn.model.SortKey.Nulls.FIRST;
import static dev.tarn.model.SortKey.Nulls.LAST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.random.RandomData;
import dev.tarn.model.random.Reencoded;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueOrderTest {
    private static final Type INTS = new ArrayType(PrimitiveType.INT64);
    private static final RecordType RECORD = new RecordType(List.of(new Field("a", PrimitiveType.INT64)));
    private static final UnionType UNION = UnionType.of(List.of(PrimitiveType.INT64, PrimitiveType.STRING));

    // Each group is equal in itself and less than the next one.
    private static final List<List<Value>> ASCENDING_GROUPS = List.of(
            List.of(real(Double.NaN)),
            List.of(real(Double.NEGATIVE_INFINITY)),
            List.of(integer(PrimitiveType.INT64, Long.MIN_VALUE)),
            List.of(integer(PrimitiveType.INT8, -1), real(-1.), integer(PrimitiveType.DURATION, -1)),
            List.of(real(0.), real(-0.), integer(PrimitiveType.UINT8, 0), integer(named(PrimitiveType.INT32), 0)),
            List.of(real(0.5)),
            List.of(integer(PrimitiveType.UINT8, 1), integer(PrimitiveType.TIME, 1), Value.ofDouble(PrimitiveType.FLOAT16, 1)),
            List.of(integer(PrimitiveType.INT64, 1L << 53), real(1L << 53)),
            List.of(integer(PrimitiveType.INT64, (1L << 53) + 1), integer(PrimitiveType.UINT64, (1L << 53) + 1)),
            List.of(integer(PrimitiveType.INT64, Long.MAX_VALUE)),
            List.of(integer(PrimitiveType.UINT64, Long.MIN_VALUE), real(0x1p63)),
            List.of(integer(PrimitiveType.UINT64, -1)),
            List.of(real(0x1p64)),
            List.of(Value.ofBool(false)),
            List.of(Value.ofBool(true)),
            List.of(body(PrimitiveType.BYTES, "")),
            List.of(body(PrimitiveType.BYTES, "7f")),
            List.of(body(PrimitiveType.BYTES, "80")),
            List.of(Value.ofString("")),
            List.of(Value.ofString("a"), Value.ofBytes(named(PrimitiveType.STRING), new byte[] {'a'})),
            List.of(Value.ofString("aa")),
            List.of(Value.ofString("b")),
            List.of(Value.ofString("\uFFFD")),
            List.of(Value.ofString("\uD83D\uDE00")),
            List.of(body(PrimitiveType.IP, "ff000001")),
            List.of(body(PrimitiveType.IP, "00000000000000000000000000000001")),
            List.of(body(PrimitiveType.NET, "0a000000ff000000")),
            List.of(body(PrimitiveType.NET, "0a000000ffff0000")),
            List.of(typeValue(PrimitiveType.INT64)),
            List.of(typeValue(PrimitiveType.STRING)),
            List.of(typeValue(named(PrimitiveType.STRING))),
            List.of(typeValue(RECORD)),
            List.of(typeValue(INTS)),
            List.of(body(RecordType.EMPTY, "")),
            List.of(body(RECORD, "00")),
            List.of(body(RECORD, "01"), body(named(RECORD), "01")),
            List.of(body(RECORD, "0202")),
            // By the bytes of the bodies, so -1 comes after 1.
            List.of(body(RECORD, "0203")),
            List.of(body(new RecordType(List.of(new Field("b", PrimitiveType.INT64))), "0202")),
            List.of(body(INTS, "")),
            List.of(body(INTS, "0203")),
            List.of(body(INTS, "0202")),
            List.of(body(INTS, "02020202")),
            List.of(body(INTS, "0204")),
            List.of(body(INTS, "03e803")),
            List.of(body(new ArrayType(PrimitiveType.STRING), "0261")),
            List.of(body(new SetType(PrimitiveType.INT64), "")),
            List.of(body(new SetType(PrimitiveType.INT64), "0202")),
            List.of(body(new MapType(PrimitiveType.INT64, PrimitiveType.INT64), "02020202")),
            List.of(body(UNION, "010202")),
            List.of(body(UNION, "02020261")),
            List.of(integer(new EnumType(List.of("z", "a")), 0)),
            List.of(integer(new EnumType(List.of("z", "a")), 1)),
            List.of(body(new ErrorType(PrimitiveType.STRING), "61")),
            List.of(body(new ErrorType(PrimitiveType.STRING), "62")));

    private static final List<Value> NULLS =
            List.of(Value.ofNull(PrimitiveType.NULL), Value.ofNull(PrimitiveType.STRING), Value.ofNull(RECORD), Value.ofNull(UNION));

    private static Value integer(Type type, long value) {
        return Value.ofLong(type, value);
    }

    private static Value real(double value) {
        return Value.ofDouble(PrimitiveType.FLOAT64, value);
    }

    private static Type named(Type type) {
        return new NamedType("n", type);
    }

    private static Value typeValue(Type type) {
        return Value.ofBytes(PrimitiveType.TYPE, TypeValue.encode(type));
    }

    private static Value body(Type type, String hex) {
        return Value.ofBody(type, HexFormat.of().parseHex(hex));
    }

    @Test
    void valuesOfAllTypesAreInTheirOrder() {
        for (int i = 0; i < ASCENDING_GROUPS.size(); i++) {
            for (int j = 0; j < ASCENDING_GROUPS.size(); j++) {
                for (var a : ASCENDING_GROUPS.get(i)) {
                    for (var b : ASCENDING_GROUPS.get(j)) {
                        assertOrder(Integer.compare(i, j), a, b);
                    }
                }
            }
        }
    }

    private static void assertOrder(int expected, Value a, Value b) {
        String which = a.type() + " " + HexFormat.of().formatHex(a.body()) + " and " + b.type() + " "
                + HexFormat.of().formatHex(b.body());
        assertEquals(expected, Integer.signum(ValueOrder.NULLS_FIRST.compare(a, b)), which);
        assertEquals(expected, Integer.signum(ValueOrder.of(ASCENDING, LAST).compare(a, b)), which);
        assertEquals(-expected, Integer.signum(ValueOrder.of(DESCENDING, FIRST).compare(a, b)), which);
    }

    @Test
    void nullsOfAllTypesAreEqualAndWhereTheyAreWanted() {
        for (var a : NULLS) {
            for (var b : NULLS) {
                assertEquals(0, ValueOrder.NULLS_LAST.compare(a, b));
            }
            for (var group : ASCENDING_GROUPS) {
                var b = group.getFirst();
                assertTrue(ValueOrder.of(ASCENDING, FIRST).compare(a, b) < 0);
                assertTrue(ValueOrder.of(ASCENDING, LAST).compare(a, b) > 0);
                assertTrue(ValueOrder.of(DESCENDING, FIRST).compare(a, b) < 0);
                assertTrue(ValueOrder.of(DESCENDING, LAST).compare(b, a) < 0);
            }
        }
    }

    @Test
    void nullsInArraysGoWithTheOrder() {
        var one = body(INTS, "0202");
        var none = body(INTS, "00");
        assertTrue(ValueOrder.NULLS_FIRST.compare(none, one) < 0);
        assertTrue(ValueOrder.NULLS_LAST.compare(none, one) > 0);
    }

    @Test
    void orderIsTotalAndTheSameInEveryEncoding() {
        for (int seed = 0; seed < 30; seed++) {
            var random = new RandomData(seed);
            var types = new ArrayList<Type>();
            for (int i = 0; i < 5; i++) {
                types.add(random.type(2));
            }
            types.add(PrimitiveType.FLOAT64);
            types.add(PrimitiveType.UINT64);
            types.add(PrimitiveType.INT64);
            var vector = random.mixed(types, 60);
            var sorted = new ArrayList<Integer>();
            for (int row = 0; row < vector.length(); row++) {
                sorted.add(row);
            }
            var comparison = ValueOrder.NULLS_LAST.between(vector, vector);
            sorted.sort(comparison::compare);
            var flat = ValueOrder.NULLS_LAST.between(Reencoded.flat(vector), vector);
            var encoded = ValueOrder.NULLS_LAST.between(vector, Reencoded.encoded(vector));
            for (int i = 0; i < sorted.size(); i++) {
                for (int j = i; j < sorted.size(); j++) {
                    int a = sorted.get(i);
                    int b = sorted.get(j);
                    int order = comparison.compare(a, b);
                    assertTrue(order <= 0, "seed " + seed);
                    assertEquals(Integer.signum(order), -Integer.signum(comparison.compare(b, a)));
                    assertEquals(Integer.signum(order), Integer.signum(flat.compare(a, b)));
                    assertEquals(Integer.signum(order), Integer.signum(encoded.compare(a, b)));
                }
            }
        }
    }
}
