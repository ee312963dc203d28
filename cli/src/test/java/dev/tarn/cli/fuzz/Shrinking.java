package dev.tarn.cli.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// Makes what shows a difference small.
///
/// @param query a query
/// @param values what it asks, a value in each line
record Shrinking(String query, String values) {
    private static final String YIELD = "yield ";

    /// Returns the smallest that still shows a difference of what can be had by leaving out values and expressions one by one.
    ///
    /// @param differs whether there is a difference
    Shrinking smallest(BiPredicate<String, String> differs) {
        List<String> lines = less(values.lines().toList(), some -> differs.test(query, String.join("\n", some) + "\n"));
        String few = String.join("\n", lines) + "\n";
        if (!query.startsWith(YIELD)) {
            return new Shrinking(query, few);
        }
        List<String> expressions = expressions();
        return new Shrinking(YIELD + String.join(",", less(expressions, some -> differs.test(YIELD + String.join(",", some), few))), few);
    }

    private static List<String> less(List<String> all, Predicate<List<String>> enough) {
        var left = new ArrayList<>(all);
        for (int i = left.size() - 1; i >= 0 && left.size() > 1; i--) {
            String last = left.remove(i);
            if (!enough.test(left)) {
                left.add(i, last);
            }
        }
        return left;
    }

    private List<String> expressions() {
        var found = new ArrayList<String>();
        int depth = 0;
        int begin = YIELD.length();
        boolean quoted = false;
        for (int i = begin; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                if (c == ',' && depth == 0) {
                    found.add(query.substring(begin, i));
                    begin = i + 1;
                }
            }
        }
        found.add(query.substring(begin));
        return found;
    }
}
