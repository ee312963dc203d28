package dev.tarn.query.analyze;

/// Globs as regular expressions.
final class GlobPattern {
    private GlobPattern() {}

    /// Returns the regular expression for a glob, in which `*` stands for any characters and `\*` for a star.
    static String regexp(String glob) {
        var regexp = new StringBuilder("^");
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*') {
                regexp.append(".*");
            } else {
                boolean escapedStar = c == '\\' && i + 1 < glob.length() && glob.charAt(i + 1) == '*';
                regexp.append(com.google.re2j.Pattern.quote(escapedStar ? "*" : String.valueOf(c)));
                i += escapedStar ? 1 : 0;
            }
        }
        return regexp.append('$').toString();
    }
}
