package dev.tarn.query.analyze;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds the names that somebody may have meant who wrote another.
final class Nearest {
    private static final int SHOWN = 3;

    private Nearest() {}

    private record Candidate(String name, int distance) {}

    /// Returns what was expected: the kind of name, and those known that are nearest to the one given.
    static String expectation(String kind, String given, Collection<String> known) {
        var near = new ArrayList<Candidate>();
        for (var name : known) {
            int distance = distance(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance <= 1 + Math.min(given.length(), name.length()) / 4 || given.length() > 2 && name.startsWith(given)) {
                near.add(new Candidate(name, distance));
            }
        }
        near.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
        List<String> shown = near.stream().limit(SHOWN).map(candidate -> "'" + candidate.name() + "'").toList();
        return "expected " + kind + (shown.isEmpty() ? "" : " such as " + String.join(" or ", shown)) + ", found '" + given + "'";
    }

    /// Returns how many letters are to be added, left out, changed or swapped with the next to make one word of another.
    private static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(int[][] rows, String a, String b, int i, int j) {
        int changed = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
