package dev.tarn.model.zson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.model.Value;
import dev.tarn.model.random.RandomData;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.MixedBuilder;
import dev.tarn.model.vector.Vector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written reads back as itself: types, names, nulls and all.
class ZsonRoundTripTest {
    private static final int SEEDS = 100;

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void streamsReadBackAsThemselves(int indent) {
        for (int seed = 0; seed < SEEDS; seed++) {
            var values = RandomData.ofText(seed);
            var types = new ArrayList<Type>();
            for (int i = 0; i < 5; i++) {
                // An empty array that stands alone does not tell its type.
                types.add(new RecordType(List.of(new Field("v", values.type(1 + seed % 4)))));
            }
            var batch = values.mixed(types, 40);
            var text = write(batch, ZsonStyle.COMPACT.withIndent(indent));
            assertSame(batch, read(text), seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void namesPersistAsAsked(int indent) {
        for (int seed = 0; seed < SEEDS; seed++) {
            var values = RandomData.ofText(seed);
            var batch = values.mixed(List.of(values.record(3), values.record(3)), 30);
            var text = write(batch, ZsonStyle.COMPACT.withIndent(indent).withPersist(name -> name.contains("o")));
            assertSame(batch, read(text), seed);
        }
    }

    private static byte[] write(Vector batch, ZsonStyle style) {
        var out = new ByteArrayOutputStream();
        try (var writer = new ZsonWriter(out, style)) {
            writer.write(batch);
        }
        return out.toByteArray();
    }

    private static Vector read(byte[] text) {
        var reader = new ZsonReader(new ByteArrayInputStream(text));
        var builder = new MixedBuilder();
        while (reader.next(builder)) {
            // Each value is appended.
        }
        return builder.build();
    }

    private static void assertSame(Vector expected, Vector actual, int seed) {
        assertEquals(expected.length(), actual.length(), "seed " + seed);
        for (int row = 0; row < expected.length(); row++) {
            var one = Value.of(expected, row);
            var other = Value.of(actual, row);
            assertEquals(one.type(), other.type(), "seed " + seed + ": " + one);
            assertEquals(one, other, "seed " + seed);
        }
    }
}
