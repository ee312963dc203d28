package dev.tarn.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "application/json|json",
        "*/*|zson",
        "text/plain, application/json|json",
        "application/x-zng;q=0.1, application/json|zng",
        "APPLICATION/X-NDJSON|ndjson",
    })
    void theFirstKnownEntryOfAnAcceptHeaderCounts(String header, String format) {
        assertEquals(format, MediaTypes.accepted(Optional.of(header), "zson"));
    }

    @Test
    void anAcceptHeaderWithoutAKnownEntryIsAnError() {
        assertThrows(ApiException.class, () -> MediaTypes.accepted(Optional.of("text/plain"), "zson"));
    }

    @ParameterizedTest
    @CsvSource({"application/x-zng,zng", "application/json; charset=utf-8,json", "application/x-www-form-urlencoded,auto", "'',auto"})
    void aBodyHasTheFormatOfItsContentType(String header, String format) {
        assertEquals(format, MediaTypes.ofBody(Optional.of(header), "auto"));
    }

    @Test
    void anUnknownContentTypeIsAnError() {
        var error = assertThrows(ApiException.class, () -> MediaTypes.ofBody(Optional.of("text/x-nothing"), "auto"));
        assertEquals("unsupported MIME type: text/x-nothing", error.getMessage());
    }
}
