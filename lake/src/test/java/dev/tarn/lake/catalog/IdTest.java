package dev.tarn.lake.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
    @ParameterizedTest
    @CsvSource({
        "0000000000000000000000000000000000000000, 000000000000000000000000000",
        "ffffffffffffffffffffffffffffffffffffffff, aWgEPTl1tmebfsQzFP4bxwgy80V",
        "0669f7efb5a1cd34b5f99d1154fb6853345c9735, 0ujtsYcgvSTl8PAuAdqWYSMnLOv",
    })
    void hasTwoTexts(String hex, String base62) {
        Id id = Id.of(HexFormat.of().parseHex(hex));
        assertEquals(base62, id.toString());
        assertEquals(Optional.of(id), Id.parse(base62));
        assertEquals(Optional.of(id), Id.parse("0x" + hex));
        assertEquals(hex, HexFormat.of().formatHex(id.bytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "main", "0x", "0x0669f7efb5a1cd34b5f99d1154fb6853345c97zz", "aWgEPTl1tmebfsQzFP4bxwgy80W",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzz", "0ujtsYcgvSTl8PAuAdqWYSMnLO!", "0ujtsYcgvSTl8PAuAdqWYSMnLOvv"})
    void isNotAnyText(String text) {
        assertEquals(Optional.empty(), Id.parse(text));
    }

    @Test
    void ordersAsItsBytes() {
        Id small = Id.of(HexFormat.of().parseHex("0000000000000000000000000000000000000001"));
        Id large = Id.of(HexFormat.of().parseHex("f000000000000000000000000000000000000000"));
        assertTrue(Id.NIL.compareTo(small) < 0 && small.compareTo(large) < 0);
        assertEquals(0, large.compareTo(Id.of(large.bytes())));
    }
}
