package dev.tarn.model.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// Text with its characters composed (Unicode's form NFC), as string values have it.
public final class ComposedText {
    private ComposedText() {}

    /// Returns whether a range of UTF-8 is certainly in this form: cheap, and true for nearly everything.
    public static boolean isCertain(byte[] utf8, int start, int end) {
        for (int i = start; i < end; i++) {
            int c = utf8[i] & 0xff;
            // All characters up to U+02FF stand for themselves.
            if (c >= 0xcc && !isCertain(c, i + 1 < end ? utf8[i + 1] & 0xff : 0)) {
                return false;
            }
        }
        return true;
    }

    /// Returns whether a character that begins with the two bytes certainly stands for itself.
    private static boolean isCertain(int first, int second) {
        // The letters of Cyrillic, the ideographs from U+4E00 to U+9FBF, most syllables of Hangul, pictographs.
        return first == 0xd0 || first == 0xd1
                || first == 0xe4 && second >= 0xb8 || first >= 0xe5 && first <= 0xe8 || first == 0xe9 && second < 0xbf
                || first >= 0xeb && first <= 0xec
                || first == 0xf0 && second == 0x9f;
    }

    /// Returns a range of UTF-8 in this form.
    public static byte[] of(byte[] utf8, int start, int end) {
        var text = new String(utf8, start, end - start, StandardCharsets.UTF_8);
        return of(text).getBytes(StandardCharsets.UTF_8);
    }

    /// Returns a text in this form.
    public static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
