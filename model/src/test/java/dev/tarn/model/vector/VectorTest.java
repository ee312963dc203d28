package dev.tarn.model.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.random.RandomData;
import dev.tarn.model.random.Reencoded;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorTest {
    private static final int ROUNDS = 60;

    /// Calls a test with vectors of many types.
    private static void forManyTypes(BiConsumer<RandomData, Rows> test) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new RandomData(seed);
            test.accept(random, random.rows(random.type(3), 40));
        }
    }

    private static void assertSameValues(Vector expected, Vector actual) {
        assertEquals(expected.length(), actual.length());
        for (int row = 0; row < expected.length(); row++) {
            assertEquals(Value.of(expected, row), Value.of(actual, row));
        }
    }

    private static int[] someRows(RandomData random, int length) {
        var rows = new int[random.below(30)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.below(length);
        }
        return rows;
    }

    @Test
    void bodiesAreTheSameFlatAndEncoded() {
        forManyTypes((_, rows) -> {
            for (var other : List.of(rows.flat(), (TypedVector) Reencoded.encoded(rows))) {
                assertEquals(rows.type(), other.type());
                var encoder = BodyEncoder.of(other);
                for (int row = 0; row < rows.length(); row++) {
                    assertEquals(rows.isNull(row), encoder.isNull(row));
                    var body = new ByteBuilder();
                    if (!rows.isNull(row)) {
                        encoder.writeBody(row, body);
                    }
                    assertEquals(HexFormat.of().formatHex(Value.of(rows, row).body()), HexFormat.of().formatHex(body.toBytes()));
                }
            }
        });
    }

    @Test
    void selectedRowsAreThoseOfTheVector() {
        forManyTypes((random, rows) -> {
            int[] first = someRows(random, rows.length());
            int[] second = first.length == 0 ? first : someRows(random, first.length);
            for (var vector : List.of(rows, rows.flat(), (TypedVector) Reencoded.encoded(rows))) {
                var selected = vector.select(first).select(second);
                assertEquals(second.length, selected.length());
                for (int i = 0; i < second.length; i++) {
                    assertEquals(Value.of(rows, first[second[i]]), Value.of(selected, i));
                }
                assertSameValues(selected, selected.flat());
                assertSameValues(selected, rows.flat().gather(View.compose(first, second)));
                assertSameValues(selected, rows.gather(View.compose(first, second)));
            }
        });
    }

    @Test
    void buildersCopyValuesOfEveryEncodingAndCanBeUsedAgain() {
        forManyTypes((_, rows) -> {
            var builder = VectorBuilder.of(rows.type());
            for (int round = 0; round < 2; round++) {
                builder.appendAll(rows);
                builder.appendAll((TypedVector) Reencoded.encoded(rows));
                for (int row = 0; row < rows.length(); row++) {
                    builder.append(rows, row);
                }
                builder.appendNull();
                var built = builder.build();
                assertEquals(3 * rows.length() + 1, built.length());
                for (int row = 0; row < built.length() - 1; row++) {
                    assertEquals(Value.of(rows, row % rows.length()), Value.of(built, row));
                }
                assertTrue(built.isNull(built.length() - 1));
            }
        });
    }

    @Test
    void fieldsOfRowsAreTheSameLoadedAloneOrTogether() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new RandomData(seed);
            var type = random.record(3);
            var alone = random.rows(type, 40);
            var together = new Rows(type, alone.arena(), starts(alone), lengths(alone), alone.length());
            var wanted = new BitSet();
            wanted.set(0, type.size(), true);
            together.load(wanted);
            var flat = (RecordVector) alone.flat();
            // Backwards, so that each is found by a walk of its own.
            var single = new Rows(type, alone.arena(), starts(alone), lengths(alone), alone.length());
            for (int field = type.size() - 1; field >= 0; field--) {
                assertSameValues(single.field(field), together.field(field));
                assertSameValues(single.field(field), flat.field(field));
                for (int row = 0; row < alone.length(); row++) {
                    assertEquals(Value.of(alone, row).field(field), Value.of(single.field(field), row));
                }
            }
        }
    }

    private static int[] starts(Rows rows) {
        var starts = new int[rows.length()];
        java.util.Arrays.setAll(starts, rows::start);
        return starts;
    }

    private static int[] lengths(Rows rows) {
        var lengths = new int[rows.length()];
        java.util.Arrays.setAll(lengths, rows::bodyLength);
        return lengths;
    }

    @Test
    void namesInsideATypeChangeWithIt() {
        var port = new NamedType("port", PrimitiveType.UINT16);
        var plain = around(PrimitiveType.UINT16);
        var named = new NamedType("outer", around(port));
        var rows = new RandomData(1).rows(plain, 30);
        rows.field(0);
        for (var vector : List.of(rows, rows.flat(), rows.select(new int[] {3, 2}), new Constant(rows.gather(new int[1]).flat(), 2))) {
            var renamed = vector.withType(named);
            assertEquals(named, renamed.type());
            for (int row = 0; row < renamed.length(); row++) {
                var value = Value.of(renamed, row);
                var expected = Value.of(vector, row);
                assertEquals(expected.isNull(), value.isNull());
                if (!value.isNull()) {
                    for (int field = 0; field < 4; field++) {
                        assertEquals(((RecordType) named.under()).field(field).type(), value.field(field).type());
                        assertEquals(Value.ofBody(plain, expected.body()).field(field).isNull(), value.field(field).isNull());
                    }
                    value.field("array").orElseThrow().elements().forEach(element -> assertEquals(port, element.type()));
                }
            }
        }
    }

    private static Type around(Type inner) {
        return new RecordType(List.of(
                new Field("plain", inner),
                new Field("array", new ArrayType(inner)),
                new Field("map", new MapType(inner, inner)),
                new Field("union", UnionType.of(List.of(inner, PrimitiveType.STRING)))));
    }

    @Test
    void unionsUnwrapToTheirMembers() {
        var type = UnionType.of(List.of(PrimitiveType.INT64, PrimitiveType.STRING, PrimitiveType.BOOL));
        var rows = new RandomData(5).rows(type, 50);
        var unwrapped = assertInstanceOf(UnionVector.class, rows.flat()).unwrap();
        for (int row = 0; row < rows.length(); row++) {
            var value = Value.of(rows, row);
            var expected = value.isNull() ? Value.ofNull(PrimitiveType.NULL) : value.unwrap();
            assertEquals(expected, Value.of(unwrapped, row));
        }
    }

    @Test
    void mixedVectorsAreNormal() {
        var ints = new LongVector(PrimitiveType.INT64, new long[] {1, 2});
        var strings = BytesVector.ofStrings(PrimitiveType.STRING, "a");
        var none = BytesVector.ofStrings(PrimitiveType.STRING);
        assertSame(ints, Mixed.of(new int[] {1, 1}, List.of(none, ints)));
        var joined = Mixed.of(new int[] {0, 2, 1, 0}, List.of(ints, strings, new LongVector(PrimitiveType.INT64, new long[] {9})));
        var mixed = assertInstanceOf(Mixed.class, joined);
        assertEquals(2, mixed.parts().size());
        assertEquals(List.of(1L, 9L, 2L), List.of(Value.of(mixed, 0).asLong(), Value.of(mixed, 1).asLong(), Value.of(mixed, 3).asLong()));
        assertEquals("a", Value.of(mixed, 2).asString());
        assertEquals(0, Mixed.of(new int[0], List.of()).length());
        assertInstanceOf(TypedVector.class, Mixed.of(new int[0], List.of(none, new LongVector(PrimitiveType.INT64, new long[0]))));
    }

    @Test
    void piecesOfRowsAreAssembledInTheirPlaces() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new RandomData(seed);
            var types = new ArrayList<Type>();
            for (int i = 0; i < 4; i++) {
                types.add(random.type(2));
            }
            var whole = random.mixed(types, 60);
            // Every row goes to one of four pieces, each in an order of its own and in an encoding of its own.
            var pieces = new ArrayList<List<Integer>>();
            for (int i = 0; i < 4; i++) {
                pieces.add(new ArrayList<>());
            }
            for (int row = 0; row < whole.length(); row++) {
                var piece = pieces.get(random.below(4));
                piece.add(random.below(piece.size() + 1), row);
            }
            var assembly = new MixedAssembly(whole.length());
            for (int i = 0; i < 4; i++) {
                int[] rows = pieces.get(i).stream().mapToInt(Integer::intValue).toArray();
                var values = whole.select(rows);
                assembly.put(i == 0 ? Reencoded.flat(values) : i == 1 ? Reencoded.encoded(values) : values, rows);
            }
            assertSameValues(whole, assembly.build());
        }
    }

    @Test
    void rowWithoutAValueIsABug() {
        var assembly = new MixedAssembly(2);
        assembly.put(new LongVector(PrimitiveType.INT64, new long[] {1}), new int[] {0});
        assertThrows(IllegalStateException.class, assembly::build);
    }

    @ParameterizedTest
    @CsvSource({
        "INT64, 000000000000000000, a value of type int64 has 9 bytes",
        "FLOAT64, 00, a value of type float64 has 1 bytes",
        "IP, 00, a value of type ip has 1 bytes",
        "NET, 00000000, a value of type net has 4 bytes",
    })
    void bodiesOfWrongLengthAreInputErrors(PrimitiveType type, String hex, String message) {
        byte[] body = HexFormat.of().parseHex(hex);
        var rows = new Rows(type, body, new int[1], new int[] {body.length}, 1);
        assertEquals("malformed ZNG: " + message, assertThrows(InputException.class, rows::flat).getMessage());
        // The same inside a record, where the walk that finds it decodes it.
        var record = new RecordType(List.of(new Field("a", type)));
        var tagged = new ByteBuilder();
        tagged.putUvarint(body.length + 1);
        tagged.put(body);
        var records = new Rows(record, tagged.toBytes(), new int[1], new int[] {tagged.length()}, 1);
        assertEquals("malformed ZNG: " + message, assertThrows(InputException.class, () -> records.field(0)).getMessage());
    }

    @Test
    void numbersAtTheEndOfAnArenaAreRead() {
        for (long value : new long[] {0, 1, -1, 300, -70_000, Long.MAX_VALUE, Long.MIN_VALUE}) {
            var body = new ByteBuilder(1);
            Body.writeLong(PrimitiveType.INT64, value, body);
            // Once with nothing behind it, once with bytes that do not belong to it.
            assertEquals(value, Body.readLong(PrimitiveType.INT64, body.toBytes(), 0, body.length()));
            int length = body.length();
            body.put(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
            assertEquals(value, Body.readLong(PrimitiveType.INT64, body.toBytes(), 0, length));
        }
    }

    @Test
    void validityIsABitmap() {
        var random = new RandomData(9);
        for (int round = 0; round < 200; round++) {
            int length = 1 + random.below(200);
            int firstNull = random.below(2) == 0 ? length : random.below(length);
            var builder = new Validity.Builder();
            var expected = new BitSet();
            for (int row = 0; row < length; row++) {
                boolean valid = row < firstNull || random.below(2) == 0;
                expected.set(row, valid);
                if (valid) {
                    builder.valid(row);
                } else {
                    builder.invalid(row);
                }
            }
            var validity = builder.build();
            assertEquals(expected.cardinality() == length, validity.isAll());
            assertEquals(expected.cardinality(), validity.count(length));
            int[] rows = someRows(random, length);
            var gathered = validity.gather(rows);
            for (int i = 0; i < rows.length; i++) {
                assertEquals(expected.get(rows[i]), gathered.isValid(i));
            }
            var half = Validity.of(halfBits(length));
            for (int row = 0; row < length; row++) {
                assertEquals(expected.get(row), validity.isValid(row));
                assertEquals(expected.get(row) && row % 2 == 0, validity.and(half).isValid(row));
                assertEquals(expected.get(row) && row % 2 == 0, half.and(validity).isValid(row));
                assertFalse(Validity.none(length).isValid(row));
            }
        }
    }

    private static long[] halfBits(int length) {
        var words = new long[Validity.wordCount(length)];
        java.util.Arrays.fill(words, 0x5555_5555_5555_5555L);
        return words;
    }

    @Test
    void tagsOfLongBodiesAreInsertedBeforeThem() {
        for (int length : new int[] {0, 1, 125, 126, 127, 128, 16_382, 16_383, 16_384, 3_000_000}) {
            var out = new ByteBuilder(1);
            out.put(7);
            int start = out.beginTagged();
            out.put(new byte[length]);
            out.endTagged(start);
            out.put(9);
            var cursor = new Body.Cursor();
            cursor.open(out.array(), 1, out.length() - 2);
            cursor.next();
            assertEquals(length, cursor.length());
            assertFalse(cursor.hasNext());
            assertEquals(9, out.array()[out.length() - 1]);
            assertEquals(1 + ByteBuilder.uvarintBytes(length + 1L) + length + 1, out.length());
        }
    }
}
