package dev.tarn.formats.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.formats.Formats;
import dev.tarn.model.InputException;
import dev.tarn.model.zson.ZsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    @Test
    void columnsAreAligned() {
        assertEquals("""
                name         n  x.y.z ts
                é日           1  2     2020-01-01T00:00:00Z
                aaaaaaaaaaaa 22 -     -
                """.replace("-     -\n", "-     \n"), write("table", """
                {name:"é日",n:1,x:{y:{z:2}},ts:2020-01-01T00:00:00Z}
                {name:"aaaaaaaaaaaa",n:22,x:null({y:{z:int64}}),ts:null(time)}
                """));
    }

    @Test
    void namesAreSaidAgainWhenColumnsChange() {
        assertEquals("a\n1\n2\na\nx\nb   c\n1.5 -\n", write("table", "{a:1} {a:2}(=named) {a:\"x\"} {b:1.5,c:error(\"missing\")}"));
    }

    @Test
    void namesAreSaidAgainAfterAThousandRows() {
        var lines = write("table", "{a:1}\n".repeat(2001)).lines().toList();
        assertEquals(2004, lines.size());
        assertEquals("a", lines.get(1001));
        assertEquals("a", lines.get(2002));
    }

    @Test
    void aTableHasRecordsOnly() {
        var problem = assertThrows(InputException.class, () -> write("table", "{a:1} [1,2]"));
        assertEquals("table output encountered non-record value: [1,2]", problem.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            [1,2,null] → 1,2,-
            |["a,b","c"]| → c,a\\x2cb
            |{"k":1}| → [k1]
            1.5s → 1.500000
            -123456789ns → -0.123456789
            [2020-01-01T00:00:00.5Z] → 1577836800.500000
            error("oops") → oops
            error({a:1}) → error({a:1})
            0x0102 → AQI=
            <{a:int64}> → <{a:int64}>
            true → T
            %B(enum(A,B)) → 1
            "x"((int64,string)) → 1:x
            null → -
            1e21 → 1000000000000000000000
            1e-7 → 0.0000001
            NaN → NaN
            "-" → \\x2d
            "(empty)" → \\x28empty)
            "a\\\\b\\u0001\\ue000" → a\\\\b\\x01\\xe0\\x00
            [] → (empty)
            {a:1,b:{c:"x"}} → 1␉x
            """)
    void cellsAreWrittenAsZeekDoes(String zson, String text) {
        assertEquals(text.replace('␉', '\t') + "\n", write("text", zson));
    }

    private static String write(String format, String zson) {
        var out = new ByteArrayOutputStream();
        var reader = new ZsonReader(new ByteArrayInputStream(zson.getBytes(StandardCharsets.UTF_8)));
        try (var writer = Formats.writer(format, out)) {
            for (var batch = reader.nextBatch(); batch.isPresent(); batch = reader.nextBatch()) {
                writer.write(batch.get());
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
