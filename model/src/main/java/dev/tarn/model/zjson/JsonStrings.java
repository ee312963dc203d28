package dev.tarn.model.zjson;

import dev.tarn.model.text.StringText;
import dev.tarn.model.text.TextBuilder;
import java.nio.charset.StandardCharsets;

/// Writes JSON strings that are safe inside of HTML: `<`, `>` and `&` are escaped.
final class JsonStrings {
    private final TextBuilder scratch = new TextBuilder();

    void append(TextBuilder out, String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        append(out, utf8, 0, utf8.length);
    }

    void append(TextBuilder out, byte[] utf8, int start, int length) {
        if (!hasMarkup(utf8, start, length)) {
            StringText.appendJson(out, utf8, start, length);
            return;
        }
        scratch.truncate(0);
        StringText.appendJson(scratch, utf8, start, length);
        for (int i = 0; i < scratch.length(); i++) {
            byte c = scratch.array()[i];
            switch (c) {
                case '<' -> out.put("\\u003c");
                case '>' -> out.put("\\u003e");
                case '&' -> out.put("\\u0026");
                default -> out.put(c);
            }
        }
    }

    private static boolean hasMarkup(byte[] utf8, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (utf8[i] == '<' || utf8[i] == '>' || utf8[i] == '&') {
                return true;
            }
        }
        return false;
    }
}
