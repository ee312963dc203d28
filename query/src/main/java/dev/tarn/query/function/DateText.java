package dev.tarn.query.function;

import dev.tarn.model.InputException;
import dev.tarn.model.text.TimeText;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// Reads dates and times as people and programs write them.
final class DateText {
    private DateText() {}

    /// Returns the time that a text is, in nanoseconds since 1970-01-01T00:00:00Z; empty if it is none that is known.
    static OptionalLong parse(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        try {
            return OptionalLong.of(TimeText.parse(utf8, 0, utf8.length));
        } catch (InputException _) {
            return OptionalLong.empty();
        }
    }
}
