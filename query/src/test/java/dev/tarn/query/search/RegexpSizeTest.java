package dev.tarn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexpSizeTest {
    @ParameterizedTest
    @ValueSource(strings = {"((a{10}){10}){10}", "((a{40}){0}){30}", "((a{400}){0}?){1000}b", "(a+){1000}", "(a{2,}){500}", "(a{1000})*", "(a{40}){0}", "(a{1000}){1}", "a{1,40}b{1,40}",
        "([a{40}]){40}", "([]a{40}]){40}", "(\\Q(a{40}\\E){40}", "(\\(a\\{40}){40}", "(?i)(a{20}(?s)){50}", "(?P<n>a{20}){50}", "(a{40}|b){25}",
        "(a{,40}){40}", "(\\x{61}{25}){40}", "([[:alpha:]]{25}){40}", "a{40}?{"})
    void whatGoTakesIsTaken(String regexp) {
        RegexpSize.checked(regexp);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            (a{1,40}){1,40} {1,40}
            xx(a{1,40}){1,40}yy {1,40}
            x(a{1,40}b{30}){26} {26}
            (a{40}|b{30}){26} {26}
            ((a{10}){10}){11} {11}
            (a{2,}){501} {501}
            (?:a{40}){26} {26}
            (?P<n>[a)]{40}){26} {26}
            (?i)(\\p{Greek}{40}){26} {26}
            (a{40}){26}? {26}?
            b{1001} {1001}
            b{99999999999} {99999999999}
            ((a{1,1000}){1,1000}){1,1000} {1,1000}
            """)
    void whatIsRepeatedTooOftenIsRefusedBeforeItTakesMemory(String regexp, String repetition) {
        var refusal = assertThrows(PatternSyntaxException.class, () -> Regexps.compile(regexp));
        assertEquals("error parsing regexp: invalid repeat count: `" + repetition + "`", refusal.getMessage());
    }

    @Test
    void whatIsTooDeepOrTooLargeIsRefused() {
        assertThrows(PatternSyntaxException.class, () -> Regexps.compile("(".repeat(100_000) + ")".repeat(100_000)));
        assertThrows(PatternSyntaxException.class, () -> Regexps.compile("(abcd){1000}".repeat(1000)));
    }
}
