package dev.tarn.query.search;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// Regular expressions in RE2 syntax over UTF-8.
public final class Regexps {
    private Regexps() {}

    /// Returns the expression ready to run.
    ///
    /// @throws PatternSyntaxException if it is none, or is too large
    public static Pattern compile(String regexp) {
        var checked = RegexpSize.checked(regexp);
        try {
            return Pattern.compile(checked);
        } catch (PatternSyntaxException e) {
            if (checked.equals(regexp)) {
                throw e;
            }
            // What is wrong is said of the expression as it was written.
            return Pattern.compile(regexp);
        }
    }

    /// Returns how many bytes a character has in UTF-8.
    public static int utf8Length(int character) {
        return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    /// Returns the expression that matches what a glob does: the whole of a text, `*` for any characters but line breaks.
    ///
    /// @param glob `\*` stands for a star
    public static String ofGlob(String glob) {
        var regexp = new StringBuilder("^");
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*') {
                regexp.append(".*");
            } else {
                if (c == '\\' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                    c = glob.charAt(++i);
                }
                regexp.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regexp.append('$').toString();
    }
}
