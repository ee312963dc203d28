package dev.tarn.query.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tarn.query.expression.Regexps;
import java.util.HashMap;
import java.util.Map;

/// The regular expressions that a function was given as values, compiled.
final class Patterns {
    private static final int MAX_KNOWN = 1000;

    private final Map<String, Pattern> known = new HashMap<>();

    /// Returns an expression ready to run.
    ///
    /// @throws PatternSyntaxException if it is none
    Pattern get(String regexp) {
        var pattern = known.get(regexp);
        if (pattern == null) {
            if (known.size() >= MAX_KNOWN) {
                known.clear();
            }
            pattern = Regexps.compile(regexp);
            known.put(regexp, pattern);
        }
        return pattern;
    }
}
