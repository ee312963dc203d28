package dev.tarn.cli.fuzz;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says a query in such a way that the reference understands of it what Tarn does, where it is known to differ (`docs/differences.md`).
final class Rewriting {
    /// Compares bytes, so types have to stand beside them.
    private static final Pattern UNIQ = Pattern.compile("\\buniq\\b( -c)?");

    /// Passes errors on as values, unless it is the first operator.
    private static final Pattern WHERE = Pattern.compile("(?<=\\| |\\|> |\\(|=> |\\n)where ");

    private Rewriting() {}

    /// Returns whether a query has conditions.
    static boolean hasConditions(String query) {
        return WHERE.matcher(query).find();
    }

    /// Returns a query whose conditions are false for errors, which the reference leaves out if they stand for what is missing.
    static String withoutErrors(String query) {
        return conditions(query, "is_error(this) ? false : (", ")");
    }

    /// Returns a query for the reference.
    static String of(String query) {
        String typed = UNIQ.matcher(query).replaceAll(match -> "yield {v:this,t:typeof(this)} | uniq" + (match.group(1) == null ? " | yield v" : " -c | yield {value:value.v,count}"));
        return conditions(typed, "", "");
    }

    private static String conditions(String query, String before, String behind) {
        var out = new StringBuilder();
        int done = 0;
        for (Matcher where = WHERE.matcher(query); where.find(done);) {
            int end = end(query, where.end());
            // A condition may have another inside.
            var condition = conditions(query.substring(where.end(), end), before, behind);
            out.append(query, done, where.end()).append(before).append(before.isEmpty() ? "(is_error(" + condition + ") ? false : (" + condition + "))" : condition).append(behind);
            done = end;
        }
        return out.append(query.substring(done)).toString();
    }

    /// Returns where an expression ends that begins at an index.
    private static int end(String query, int begin) {
        int depth = 0;
        char quote = 0;
        for (int i = begin; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0 && depth-- == 0 || depth == 0 && ends(query, i)) {
                return i;
            }
        }
        return query.length();
    }

    private static boolean ends(String query, int index) {
        return query.charAt(index) == '\n' || query.startsWith(" |", index) || query.startsWith(" =>", index) || query.startsWith(" case ", index) || query.startsWith(" default ", index)
            || query.startsWith(" file ", index);
    }
}
