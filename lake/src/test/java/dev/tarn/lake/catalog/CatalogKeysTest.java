package dev.tarn.lake.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogKeysTest {
    @ParameterizedTest
    @CsvSource({"54000000, 54000001", "540000ff, 540001", "54ffffff, 55", "5400, 5401"})
    void knowsWhatComesAfterAPrefix(String prefix, String after) {
        assertEquals(after, HexFormat.of().formatHex(CatalogKeys.after(HexFormat.of().parseHex(prefix))));
    }

    @Test
    void textsOrderAsTheirBytesAndFitIntoKeys() {
        List<byte[]> texts = List.of("", "\u0000", "\u0000\u0000", "\u0000a", "\u0001", "a", "a\u0000", "a\u0000b", "aa", "b",
                "x".repeat(399), "x".repeat(399) + "\u0000", "x".repeat(400), "x".repeat(5000)).stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
        Id least = Id.NIL;
        Id greatest = Id.of(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1});
        for (int i = 1; i < texts.size(); i++) {
            boolean cut = texts.get(i).length >= 400;
            // A text that is cut may be the same as the one before, but never less.
            byte[] before = CatalogKeys.tip(1, 2, Encoded.of(texts.get(i - 1)), cut ? least : greatest);
            byte[] after = CatalogKeys.tip(1, 2, Encoded.of(texts.get(i)), cut ? greatest : least);
            assertTrue(after.length < 511);
            assertTrue(Arrays.compareUnsigned(before, after) < 0, "text " + i);
        }
    }
}
