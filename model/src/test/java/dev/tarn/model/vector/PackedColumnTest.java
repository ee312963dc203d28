package dev.tarn.model.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A packed column has what was packed, however many values are read at once.
class PackedColumnTest {
    private static final List<Type> TYPES =
            List.of(PrimitiveType.INT64, PrimitiveType.INT8, PrimitiveType.DURATION, PrimitiveType.UINT64, PrimitiveType.FLOAT64, PrimitiveType.FLOAT32, PrimitiveType.STRING);

    @Test
    void hasWhatWasPacked() {
        var random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            var type = TYPES.get(random.nextInt(TYPES.size()));
            int nullsOneIn = random.nextBoolean() ? 10 : Integer.MAX_VALUE;
            var builder = VectorBuilder.of(type);
            var packed = new ByteBuilder(16);
            int count = random.nextInt(50);
            for (int i = 0; i < count; i++) {
                if (random.nextInt(nullsOneIn) == 1) {
                    packed.put(0);
                    builder.appendNull();
                } else {
                    byte[] body = body(type, random);
                    putTag(packed, body.length + 1);
                    packed.put(body);
                    builder.append(new Rows(type, body, new int[1], new int[] {body.length}, 1), 0);
                }
            }
            var expected = builder.build();
            var column = new PackedColumn(type, packed.toBytes());
            for (int row = 0; row < count;) {
                int next = random.nextInt(Math.min(count - row, column.bytesLeft()) + 1);
                var read = column.next(next);
                assertEquals(next, read.length());
                for (int i = 0; i < next; i++) {
                    assertEquals(Value.of(expected, row++), Value.of(read, i));
                }
            }
            assertEquals(0, column.bytesLeft());
        }
    }

    private static void putTag(ByteBuilder out, int tag) {
        if (tag >= 0x80) {
            out.put(tag & 0x7f | 0x80);
        }
        out.put(tag >= 0x80 ? tag >>> 7 : tag);
    }

    private static byte[] body(Type type, Random random) {
        var out = new ByteBuilder(16);
        switch (type.carrier()) {
            case LONG -> Body.writeLong(type, type == PrimitiveType.INT8 ? random.nextInt(-128, 128) : random.nextLong() >> random.nextInt(64), out);
            case DOUBLE -> Body.writeDouble(type, random.nextDouble(), out);
            case BYTES, NESTED -> out.put("x".repeat(random.nextInt(20) == 0 ? 200 : random.nextInt(9)).getBytes());
        }
        return out.toBytes();
    }

    @Test
    void saysThatItEndsTooEarly() {
        for (var type : TYPES) {
            assertThrows(InputException.class, () -> new PackedColumn(type, new byte[] {4, 1, 2}).next(1));
            assertThrows(InputException.class, () -> new PackedColumn(type, new byte[] {0, 0}).next(3));
            assertThrows(InputException.class, () -> new PackedColumn(type, new byte[] {(byte) 0x80, 0}).next(2));
        }
    }
}
