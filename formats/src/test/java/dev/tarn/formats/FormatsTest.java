package dev.tarn.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.InputException;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.UnsupportedException;
import dev.tarn.model.vector.Vector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1\n", "{a:1}\n{b:\"x\"}\n", "\"a string that is longer than sixteen bytes\"\n", "null\n", "[1,2]\n",
        "{a:{b:1(uint8)}}(=named)\n", "<{a:int64}>\n", "error(\"no\")\n", "1.5\n", "|[1,2]|\n", "\n", "%x(enum(x,y))\n"})
    void whatIsWrittenAsZngIsDetectedAsZng(String zson) {
        ByteArrayOutputStream zng = new ByteArrayOutputStream();
        convert(zson.getBytes(StandardCharsets.UTF_8), "zson", zng, "zng");
        String direct = text(zson.getBytes(StandardCharsets.UTF_8), "zson");
        assertEquals(direct, text(zng.toByteArray(), Formats.AUTO));
        assertEquals(direct, text(zson.getBytes(StandardCharsets.UTF_8), Formats.AUTO));
    }

    @Test
    void compressedDataIsDecompressed() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write("{a:1}".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("{a:1}\n", text(zipped.toByteArray(), Formats.AUTO));
    }

    @Test
    void dataInNoFormatIsSaidToBeSo() {
        String message = assertThrows(InputException.class, () -> text("Garbage!".getBytes(StandardCharsets.UTF_8), Formats.AUTO)).getMessage();
        assertTrue(message.startsWith("format detection error\n\tarrows: "), message);
        assertTrue(message.contains("\n\tjson: invalid character 'G' looking for beginning of value\n"), message);
        assertTrue(message.endsWith("\n\tzson: ZSON syntax error"), message);
    }

    @Test
    void anErrorAfterTheFirstValueIsNotAboutTheFormat() {
        byte[] data = "{a:1} ) ".getBytes(StandardCharsets.UTF_8);
        String message = assertThrows(InputException.class, () -> text(data, Formats.AUTO)).getMessage();
        assertTrue(!message.contains("format detection error"), message);
    }

    @Test
    void formatsThatCannotBeReadAreNamed() {
        byte[] data = "PAR1....".getBytes(StandardCharsets.UTF_8);
        String message = assertThrows(UnsupportedException.class, () -> text(data, Formats.AUTO)).getMessage();
        assertTrue(message.contains("parquet"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vng", "auto"})
    void vngIsReadFromFilesAndWhereAllowedFromCopies(String format) throws IOException {
        ByteArrayOutputStream vng = new ByteArrayOutputStream();
        convert("{a:1} {a:2} \"x\"".getBytes(StandardCharsets.UTF_8), "zson", vng, "vng");
        Path file = Files.write(folder.resolve("file"), vng.toByteArray());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = new FileInputStream(file.toFile())) {
            convert(Formats.open(format, in), out, "zson");
        }
        assertEquals("{a:1}\n{a:2}\n\"x\"\n", out.toString(StandardCharsets.UTF_8));
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        InputStream stream = new ByteArrayInputStream(vng.toByteArray());
        convert(Formats.open(format, stream, InputOptions.DEFAULT.withSpool(true)), copied, "zson");
        assertEquals(out.toString(StandardCharsets.UTF_8), copied.toString(StandardCharsets.UTF_8));
        String message = assertThrows(InputException.class, () -> text(vng.toByteArray(), format)).getMessage();
        assertTrue(message.endsWith("VNG requires a seekable input") || message.endsWith("VNG, which requires a seekable input"), message);
    }

    @Test
    void compressedVngIsReadFromACopyOnly() throws IOException {
        ByteArrayOutputStream vng = new ByteArrayOutputStream();
        convert("{a:1}".getBytes(StandardCharsets.UTF_8), "zson", vng, "vng");
        Path file = folder.resolve("file.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            vng.writeTo(out);
        }
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        convert(Formats.open(Formats.AUTO, new FileInputStream(file.toFile()), InputOptions.DEFAULT.withSpool(true)), copied, "zson");
        assertEquals("{a:1}\n", copied.toString(StandardCharsets.UTF_8));
        try (InputStream in = new FileInputStream(file.toFile())) {
            String message = assertThrows(InputException.class, () -> convert(Formats.open(Formats.AUTO, in), copied, "zson")).getMessage();
            assertEquals("the data is VNG, which requires a seekable input", message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "{a:1,b:[2,\"x\"]}", "null({a:int64})", "<{a:int64}>"})
    void zjsonIsToldFromJson(String zson) {
        ByteArrayOutputStream zjson = new ByteArrayOutputStream();
        convert(zson.getBytes(StandardCharsets.UTF_8), "zson", zjson, "zjson");
        assertEquals(zson + "\n", text(zjson.toByteArray(), Formats.AUTO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"a\",\"value\":1}", "{\"type\":{\"kind\":\"primitive\"},\"value\":\"1\"}", "{\"type\":{\"a\":1}}", "{\"type\":{}}"})
    void jsonThatLooksLikeZjsonIsJson(String json) {
        String read = text(json.getBytes(StandardCharsets.UTF_8), Formats.AUTO);
        assertEquals(text(json.getBytes(StandardCharsets.UTF_8), "json"), read);
    }

    @Test
    void unknownNamesAreRefused() {
        assertEquals("no such format: \"bogus\"",
            assertThrows(InputException.class, () -> Formats.open("bogus", InputStream.nullInputStream())).getMessage());
        assertEquals("unknown format: bogus",
            assertThrows(InputException.class, () -> Formats.writer("bogus", OutputStream.nullOutputStream())).getMessage());
    }

    private static String text(byte[] data, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        convert(data, format, out, "zson");
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void convert(byte[] data, String from, OutputStream out, String to) {
        convert(Formats.open(from, new ByteArrayInputStream(data)), out, to);
    }

    private static void convert(Source source, OutputStream out, String to) {
        try (var scan = source.open(ScanRequest.EVERYTHING);
                var sink = Formats.writer(to, out)) {
            for (var piece = scan.next(); piece.isPresent(); piece = scan.next()) {
                for (Vector batch : piece.get().decode()) {
                    sink.write(batch);
                }
            }
        }
    }
}
