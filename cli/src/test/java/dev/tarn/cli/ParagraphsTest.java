package dev.tarn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParagraphsTest {
    @Test
    void linesAreAsEvenAsCanBe() {
        assertEquals(List.of("aaa", "bb cc", "ddddd"), Paragraphs.wrap("aaa bb cc ddddd", 6));
        assertEquals(List.of("one two"), Paragraphs.wrap("one\ntwo", 10));
    }

    @Test
    void paragraphsStayApart() {
        assertEquals(List.of("one", "", "two"), Paragraphs.wrap("  one\n\n\n  two\n", 10));
        assertEquals(List.of(""), Paragraphs.wrap("", 10));
    }

    @Test
    void aWordThatDoesNotFitStandsAlone() {
        assertEquals(List.of("a", "bbbbbbbb", "c"), Paragraphs.wrap("a bbbbbbbb c", 4));
    }
}
