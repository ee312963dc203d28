package dev.tarn.query.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tarn.model.InputException;
import dev.tarn.query.search.Regexps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Patterns by name, as `grok` uses them: `%{NAME}` stands for a pattern, `%{NAME:field}` keeps what it matches.
final class GrokPatterns {
    private static final String KNOWN = "grok-patterns";
    // Stands where the group of a field begins; no text has it, as it is no character.
    private static final String FIELD = "\uffff(";
    private static final Pattern REFERENCE = Pattern.compile("%\\{(\\w+)(?::([\\w.]+))?(?::\\w+)?\\}");

    /// A pattern with the patterns in it put in.
    ///
    /// @param fields for each group what its match is called; the groups of the text itself keep nothing
    private record Expanded(String regexp, List<String> fields) {}

    private final Map<String, Expanded> patterns = new HashMap<>();

    /// A pattern ready to run.
    static final class Compiled {
        private final Pattern pattern;
        private final List<String> fields;

        private Compiled(Pattern pattern, List<String> fields) {
            this.pattern = pattern;
            this.fields = fields;
        }

        /// Returns what the fields match in a text, in their order; empty if the text does not match or nothing is kept.
        Map<String, String> match(String text) {
            Matcher matcher = pattern.matcher(text);
            var matches = new LinkedHashMap<String, String>();
            if (matcher.find()) {
                for (int i = 0; i < fields.size(); i++) {
                    var match = matcher.group("tarn" + i);
                    if (match != null) {
                        matches.put(fields.get(i), match);
                    }
                }
            }
            return matches;
        }
    }

    /// Creates the patterns known by themselves and those of definitions: on each line a name, a space and a pattern.
    ///
    /// @throws InputException if a definition is wrong
    GrokPatterns(String definitions) {
        define(known());
        define(definitions);
    }

    private static String known() {
        try (var stream = Objects.requireNonNull(GrokPatterns.class.getResourceAsStream(KNOWN), KNOWN)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + KNOWN, e);
        }
    }

    private void define(String definitions) {
        for (var line : definitions.split("\n")) {
            int space = line.indexOf(' ');
            if (!line.startsWith("#") && space > 0) {
                var expanded = expand(line.substring(space + 1).strip());
                compile(expanded);
                patterns.put(line.substring(0, space), expanded);
            }
        }
    }

    /// Returns a pattern ready to run.
    ///
    /// @throws InputException if it is wrong
    Compiled compile(String pattern) {
        if (pattern.isEmpty()) {
            throw new InputException("an empty expression");
        }
        return compile(expand(pattern));
    }

    private static Compiled compile(Expanded expanded) {
        try {
            // Groups have names of their own, since a field may be called what no group can be called.
            var regexp = new StringBuilder();
            int from = 0;
            for (int i = 0; i < expanded.fields.size(); i++) {
                int mark = expanded.regexp.indexOf(FIELD, from);
                regexp.append(expanded.regexp, from, mark).append("(?P<tarn").append(i).append('>');
                from = mark + FIELD.length();
            }
            regexp.append(expanded.regexp, from, expanded.regexp.length());
            return new Compiled(Regexps.compile(regexp.toString()), expanded.fields);
        } catch (PatternSyntaxException e) {
            throw new InputException(e.getMessage(), e);
        }
    }

    private Expanded expand(String pattern) {
        var matcher = REFERENCE.matcher(pattern);
        var out = new StringBuilder();
        var fields = new ArrayList<String>();
        int end = 0;
        while (matcher.find()) {
            out.append(pattern, end, matcher.start());
            var named = patterns.get(matcher.group(1));
            if (named == null) {
                throw new InputException("the '" + matcher.group(1) + "' pattern doesn't exist");
            }
            if (matcher.group(2) == null) {
                out.append("(?:");
            } else {
                out.append(FIELD);
                fields.add(matcher.group(2));
            }
            out.append(named.regexp).append(')');
            fields.addAll(named.fields);
            end = matcher.end();
        }
        return new Expanded(out.append(pattern, end, pattern.length()).toString(), fields);
    }
}
