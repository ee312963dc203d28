package dev.tarn.query.function;

import com.google.re2j.PatternSyntaxException;
import dev.tarn.query.search.RegexpSearch;
import java.util.HashMap;
import java.util.Map;

/// The regular expressions that a function was given as values, compiled.
final class Patterns {
    private static final int MAX_KNOWN = 1000;

    private final Map<String, RegexpSearch> known = new HashMap<>();

    /// Returns an expression ready to run.
    ///
    /// @throws PatternSyntaxException if it is none
    RegexpSearch get(String regexp) {
        var pattern = known.get(regexp);
        if (pattern == null) {
            if (known.size() >= MAX_KNOWN) {
                known.clear();
            }
            pattern = RegexpSearch.of(regexp);
            known.put(regexp, pattern);
        }
        return pattern;
    }
}
