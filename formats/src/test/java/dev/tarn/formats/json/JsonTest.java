package dev.tarn.formats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.InputException;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.TarnException;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.zson.ZsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            1 → 1
            -0 → 0
            -0.0 → 0.
            01 → 1
            1.0 → 1.
            1. → 1.
            1e5 → 100000.
            1e-400 → 0.
            9223372036854775807 → 9223372036854775807
            9223372036854775808 → 9.223372036854776e+18
            -9223372036854775808 → -9223372036854775808
            000000000000000000000012 → 12
            1521911721.926018012 → 1.521911721926018e+09
            "" → ""
            "a\\u00e9\\n\\/\\ud83d\\ude00\\ud800x\\'" → "aé\\n/😀�x'"
            "e\\u0301" → "é"
            {"e\\u0301":1} → {"e\u0301":1}
            [] → []
            {} → {}
            {"a":[],"b":{}} → {a:[]([null]),b:{}}
            {"a":{"b":1},"a":2,"c":3,"a":4} → {a:4,c:3}
            {"b":null,"a":1,"a":2,"b":"3"} → {b:"3",a:2}
            {"a\\\\n":1,"a\\n":2} → {"a\\\\n":1,"a\\n":2}
            [null,1,"a",null] → [null,1,"a",null]
            [1,1.5] → [1,1.5]
            [[],[1],["a"]] → [[]([null]),[1],["a"]]
            [[null],null] → [[null],null([null])]
            [{"a":1},{"a":"x"},{"a":2}] → [{a:1},{a:"x"},{a:2}]
            """)
    void valuesGetTheirTypesFromTheirForm(String json, String zson) {
        assertEquals(List.of(zson), texts(json));
    }

    /// A file answers a request for no bytes with 0, at its end too; a scan that asks that way never ends.
    @Test
    void aScanThatIsOverStaysOver() throws IOException {
        var file = Files.createTempFile("tarn", ".json");
        try (var stream = new FileInputStream(Files.write(file, "1 2".getBytes(StandardCharsets.UTF_8)).toFile());
                var scan = new JsonSource(stream).open(ScanRequest.EVERYTHING)) {
            assertTrue(scan.next().isPresent());
            assertTrue(scan.next().isEmpty());
            assertTrue(scan.next().isEmpty());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void valuesNeedNothingBetweenThem() {
        assertEquals(List.of("{a:1}", "{b:2}", "\"a\"", "\"b\"", "[1]", "[2]", "1", "\"c\"", "1", "2", "true", "null"),
                texts("{\"a\":1}{\"b\":2}\"a\"\"b\"[1][2]1\"c\"1 2\ntrue\n\nnull"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            tru → unexpected end of JSON input
            "3 → unexpected end of JSON input
            ["3", → unexpected end of JSON input
            {"foo": → unexpected end of JSON input
            {"foo":"bar → unexpected end of JSON input
            truex → bad literal name at line 1, column 1
            .5 → invalid character '.' looking for beginning of value at line 1, column 1
            é → invalid character 'é' looking for beginning of value at line 1, column 1
            [1,] → invalid character ']' looking for beginning of value at line 1, column 4
            [1 2] → invalid character '2' after array value at line 1, column 4
            {"a":1,} → invalid character '}' looking for beginning of object key string at line 1, column 8
            {"a":1 "b":2} → invalid character '"' after object key at line 1, column 8
            {a:1} → invalid character 'a' looking for beginning of value at line 1, column 2
            {"a" 1} → invalid character '1' after object key at line 1, column 6
            1} → invalid character '}' looking for beginning of value at line 1, column 2
            1e400 → invalid JSON number 1e400 at line 1, column 1
            --1 → invalid JSON number --1 at line 1, column 1
            "\\x" → invalid JSON string: unknown escape in it at line 1, column 3
            """)
    void errorsSayWhatAndWhere(String json, String message) {
        assertEquals(message, assertThrows(InputException.class, () -> texts(json)).getMessage());
    }

    @Test
    void nestingIsBounded() {
        assertThrows(InputException.class, () -> texts("[".repeat(1_000_000)));
        assertThrows(InputException.class, () -> texts("{\"a\":".repeat(1_000_000)));
    }

    @Test
    void theLineOfAnErrorIsCountedOverAllPieces() {
        var text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            text.append("{\"number\":").append(i).append("}\n");
        }
        text.append("\n{\"number\":?}");
        var problem = assertThrows(InputException.class, () -> texts(text.toString()));
        assertEquals("invalid character '?' looking for beginning of value at line 50002, column 11", problem.getMessage());
    }

    @Test
    void piecesEndWhereValuesDo() {
        var random = new Random(7);
        var lines = new StringBuilder();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 20_000; i++) {
            // Values over several lines, whose lines look like values themselves.
            switch (random.nextInt(4)) {
                case 0 -> {
                    lines.append("[\n{\"a\":1},\n{\"a\":2}\n]\n");
                    expected.add("[{a:1},{a:2}]");
                }
                case 1 -> {
                    lines.append("{\"x\":\n{\"y\":\n[]\n}\n}\n");
                    expected.add("{x:{y:[]([null])}}");
                }
                case 2 -> {
                    lines.append(i).append('\n');
                    expected.add(String.valueOf(i));
                }
                default -> {
                    lines.append("\"}\\n{\"\n");
                    expected.add("\"}\\n{\"");
                }
            }
        }
        assertEquals(expected, texts(lines.toString()));
    }

    /// A value that is there is given at once, even if the writer of the stream pauses behind it.
    @Test
    void valuesDoNotWaitForThoseBehindThem() throws IOException {
        try (var out = new PipedOutputStream(); var in = new PipedInputStream(out, 1 << 16);
                Scan scan = new JsonSource(in).open(ScanRequest.EVERYTHING)) {
            out.write("{\"a\":\n{\"b\":1}}\n{\"c\":".getBytes(StandardCharsets.UTF_8));
            assertEquals("{a:{b:1}}", Value.of(scan.next().orElseThrow().decode().getFirst(), 0).toString());
        }
    }

    @Test
    void damagedTextsAreRefusedOrRead() {
        var random = new Random(1);
        var whole = "{\"a\":[1,2.5,\"x\\u00e9\",null,{\"b\":true}],\"c\":{\"d\":\"é日😀\"}}\n[1,[2],{}]\n-17\n".getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] copy = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
            try {
                texts(new ByteArrayInputStream(copy));
            } catch (TarnException e) {
                refused++;
            }
        }
        assertTrue(refused > 5000, "refused " + refused);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            {a:10.1.1.1,b:true,c:517(uint64),i:18(int32),t:2020-01-07T14:36:23.487Z,d:1m,y:<{a:int64}>,x:0x0aff} → {"a":"10.1.1.1","b":true,"c":517,"i":18,"t":"2020-01-07T14:36:23.487Z","d":"1m","y":"<{a:int64}>","x":"0x0aff"}
            [1.,1.5,1e20,1e21,1e-6,1e-7,-0.5,1e300] → [1,1.5,100000000000000000000,1e+21,0.000001,1e-7,-0.5,1e+300]
            0.1(float32) → 0.10000000149011612
            [NaN,+Inf,-Inf] → ["NaN","+Inf","-Inf"]
            "<>&\\u0001\\b\\u2028é" → "<>&\\u0001\\b\\u2028é"
            {"a\\"b":1} → {"a\\"b":1}
            18446744073709551615 → 18446744073709551615
            |[2,1]| → [1,2]
            |{0:1,0(uint64):2,0(=t):3,"0":4}| → {"0(uint64)":2,"0":1,"0(=t)":3,"\\"0\\"":4}
            |{{a:1(int32)}:1}| → {"{a:1(int32)}":1}
            |{8(uint8):1}| → {"8":1}
            |{null(string):1}| → {"":1}
            |{%e0(enum(e0)):1}| → {"e0":1}
            %B(enum(A,B)) → "B"
            error({a:error("x")}) → {"error":{"a":{"error":"x"}}}
            null(error(string)) → null
            [1((int64,string)),"x",null] → [1,"x",null]
            null((int64,string)) → null
            {a:1(=foo)}(=bar) → {"a":1}
            {a:{},b:[],c:|{}|,d:null(ip)} → {"a":{},"b":[],"c":{},"d":null}
            """)
    void otherTypesBecomeWhatJsonHas(String zson, String json) {
        assertEquals(json + "\n", write(zson, 0, false));
    }

    @Test
    void valuesCanBeIndentedOrMadeAnArray() {
        assertEquals("""
                {
                  "a": [
                    1
                  ],
                  "b": {},
                  "c": [],
                  "d": {
                    "1": {
                      "error": "x"
                    }
                  }
                }
                """, write("{a:[1],b:{},c:[],d:|{1:error(\"x\")}|}", 2, false));
        assertEquals("[1,{\"a\":2},null]\n", write("1 {a:2} null", 0, true));
        assertEquals("[]\n", write("", 0, true));
    }

    private static List<String> texts(String json) {
        return texts(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(InputStream json) {
        var texts = new ArrayList<String>();
        try (Scan scan = new JsonSource(json).open(ScanRequest.EVERYTHING)) {
            for (var piece = scan.next(); piece.isPresent(); piece = scan.next()) {
                for (Vector batch : piece.get().decode()) {
                    for (int row = 0; row < batch.length(); row++) {
                        texts.add(Zson.format(Value.of(batch, row)));
                    }
                }
            }
        }
        return texts;
    }

    private static String write(String zson, int indent, boolean array) {
        var out = new ByteArrayOutputStream();
        var reader = new ZsonReader(new ByteArrayInputStream(zson.getBytes(StandardCharsets.UTF_8)));
        try (var writer = array ? JsonWriter.ofArray(out) : JsonWriter.ofLines(out, indent)) {
            for (var batch = reader.nextBatch(); batch.isPresent(); batch = reader.nextBatch()) {
                writer.write(batch.get());
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
