package dev.tarn.model.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// One field by itself is what it is among others.
class NumberFieldTest {
    private static final List<Type> TYPES = List.of(PrimitiveType.INT64, PrimitiveType.INT8, PrimitiveType.TIME, PrimitiveType.UINT64,
            PrimitiveType.FLOAT64, PrimitiveType.FLOAT32, PrimitiveType.BOOL, PrimitiveType.STRING);
    // The tags of these have one, two and three bytes.
    private static final int[] TEXT_LENGTHS = {0, 1, 125, 126, 127, 16_382, 16_383};

    @Test
    void hasTheSameValuesAloneAndWithOthers() {
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            var fields = new ArrayList<Field>();
            int width = 2 + random.nextInt(3);
            for (int i = 0; i < width; i++) {
                fields.add(new Field("f" + i, TYPES.get(random.nextInt(TYPES.size()))));
            }
            var type = new RecordType(fields);
            var arena = new ByteBuilder(16);
            int count = random.nextInt(1, 20);
            var starts = new int[count];
            var lengths = new int[count];
            int nullsOneIn = random.nextBoolean() ? 20 : Integer.MAX_VALUE;
            int longOneIn = random.nextBoolean() ? 10 : Integer.MAX_VALUE;
            for (int row = 0; row < count; row++) {
                starts[row] = arena.length();
                if (random.nextInt(nullsOneIn) == 1) {
                    lengths[row] = -1;
                    continue;
                }
                for (var field : fields) {
                    put(field.type(), random, nullsOneIn, longOneIn, arena);
                }
                lengths[row] = arena.length() - starts[row];
            }
            byte[] bytes = arena.toBytes();
            var together = new Rows(type, bytes, starts, lengths, count);
            var all = new BitSet();
            all.set(0, width);
            together.load(all);
            for (int i = 0; i < width; i++) {
                var alone = new Rows(type, bytes, starts, lengths, count).field(i);
                assertEquals(count, alone.length());
                for (int row = 0; row < count; row++) {
                    assertEquals(Value.of(together.field(i), row), Value.of(alone, row), "seed " + seed + ", field " + i);
                }
            }
        }
    }

    private static void put(Type type, Random random, int nullsOneIn, int longOneIn, ByteBuilder out) {
        if (random.nextInt(nullsOneIn) == 1) {
            out.put(0);
            return;
        }
        var body = new ByteBuilder(16);
        switch (type.carrier()) {
            case LONG -> Body.writeLong(type, type == PrimitiveType.BOOL ? random.nextInt(2) : random.nextLong() >> random.nextInt(64), body);
            case DOUBLE -> Body.writeDouble(type, random.nextDouble(), body);
            case BYTES, NESTED -> body.put(new byte[random.nextInt(longOneIn) == 1 ? TEXT_LENGTHS[random.nextInt(TEXT_LENGTHS.length)] : 3]);
        }
        int tag = body.length() + 1;
        for (; tag >= 0x80; tag >>>= 7) {
            out.put(tag & 0x7f | 0x80);
        }
        out.put(tag);
        out.put(body.toBytes());
    }

    @Test
    void readsKnownNumbers() {
        var type = new RecordType(List.of(new Field("s", PrimitiveType.STRING), new Field("n", PrimitiveType.INT64)));
        // "a" and -3; "" and 300; null and the least number.
        byte[] bytes = {2, 'a', 2, 7, 1, 3, 0x58, 2, 0, 2, 1};
        var rows = new Rows(type, bytes, new int[] {0, 4, 8}, new int[] {4, 4, 3}, 3);
        var values = ((LongVector) rows.field(1)).values();
        assertEquals(List.of(-3L, 300L, Long.MIN_VALUE), List.of(values[0], values[1], values[2]));
    }

    @Test
    void refusesWhatIsMalformed() {
        byte[][] malformed = {
            {}, {1}, {2, 'a'}, {3, 'a'}, {(byte) 0x80}, {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f, 1}, {1, 3, 1}, {1, 10, 1, 1, 1, 1, 1, 1, 1, 1},
            {1, (byte) 0x80}
        };
        for (var number : List.of(PrimitiveType.INT64, PrimitiveType.FLOAT64)) {
            var type = new RecordType(List.of(new Field("s", PrimitiveType.STRING), new Field("n", number)));
            for (byte[] body : malformed) {
                assertThrows(InputException.class, () -> new Rows(type, body, new int[1], new int[] {body.length}, 1).field(1));
                // With something behind it that is not of the record.
                var more = Arrays.copyOf(body, body.length + 20);
                assertThrows(InputException.class, () -> new Rows(type, more, new int[1], new int[] {body.length}, 1).field(1));
            }
        }
    }
}
