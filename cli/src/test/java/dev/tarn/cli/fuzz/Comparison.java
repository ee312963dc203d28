package dev.tarn.cli.fuzz;

import dev.tarn.model.TarnException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Compares Tarn's answers with those of a reference: of whole queries, or, where it is known to do otherwise, of what is left of
/// them without what that needs; and counts what was compared.
final class Comparison {
    /// How many known differences are left out of one query at most.
    private static final int ROUNDS = 8;

    /// How often the reference may hang on parts of one query.
    private static final int SLOW = 2;

    private final Reference reference;
    private int slow;

    private int wholly;
    private int refused;
    private final Map<String, Integer> partly = new TreeMap<>();
    private final Map<String, Integer> left = new TreeMap<>();
    private final StringBuilder known = new StringBuilder();

    Comparison(Reference reference) {
        this.reference = reference;
    }

    /// Returns how many queries were compared, and why others were not, or not wholly.
    String summary() {
        int some = partly.values().stream().mapToInt(Integer::intValue).sum();
        int none = left.values().stream().mapToInt(Integer::intValue).sum();
        int all = wholly + some + none;
        return "%d compared wholly (%d of which the reference refuses), %d for the greater part, %d not: %.1f %% compared\nfor the greater part, because of %s\nnot, because of %s".formatted(wholly, refused, some, none,
            100.0 * (wholly + some) / Math.max(1, all), partly, left);
    }

    /// Returns the smallest cases of the known differences that were left out, and forgets them.
    String known() {
        String cases = known.toString();
        known.setLength(0);
        return cases;
    }

    /// Returns what differs from the reference's answer and is not known, as text; empty if nothing does.
    ///
    /// @param ordered whether the order of the answer is specified
    Optional<String> finding(String query, String values, String other, boolean ordered) {
        if (query.startsWith("SELECT ")) {
            return counted(left, "SQL");
        }
        slow = 0;
        var all = Pieces.of(query, values);
        var rest = all;
        String reason = "";
        for (int round = 0; round < ROUNDS; round++) {
            var verdict = verdict(rest, other, ordered);
            if (verdict instanceof Verdict.Same same) {
                wholly += reason.isEmpty() ? 1 : 0;
                refused += reason.isEmpty() && same.refused() ? 1 : 0;
                return reason.isEmpty() ? Optional.empty() : counted(partly, reason);
            }
            var smallest = Shrinking.smallest(rest, some -> verdict(some, other, ordered).getClass() == verdict.getClass());
            var found = verdict(smallest, other, ordered);
            if (slow >= SLOW) {
                known.append("it hangs: ").append(text(rest, other)).append('\n');
                return counted(left, "it hangs");
            }
            Optional<String> rule = found instanceof Verdict.Unanswered unanswered ? Optional.of(unanswered.why()) : KnownDifferences.in(smallest.query(), having(smallest, other));
            String text = text(smallest, other) + found;
            if (rule.isEmpty()) {
                return Optional.of(text);
            }
            reason = rule.get();
            known.append(reason).append(": ").append(text).append("\n\n");
            if (found instanceof Verdict.Unanswered && smallest.query().equals(rest.query())) {
                // It says nothing of the other values either, most likely, and to ask for them one by one takes long.
                return counted(left, reason);
            }
            rest = rest.beside(smallest);
            if (2 * rest.size() < all.size() || rest.isEmpty()) {
                return counted(left, reason);
            }
        }
        return counted(left, "too much");
    }

    /// Returns all values that a query sees.
    private static String having(Pieces pieces, String other) {
        return pieces.query().contains(RandomQueries.FILE) ? pieces.values() + other : pieces.values();
    }

    private static String text(Pieces pieces, String other) {
        String query = pieces.query();
        return "zq -z '" + query + "'\n" + (query.contains(RandomQueries.FILE) ? RandomQueries.FILE + ":\n" + other + "input:\n" : "") + pieces.values();
    }

    private static Optional<String> counted(Map<String, Integer> counts, String reason) {
        counts.merge(reason, 1, Integer::sum);
        return Optional.empty();
    }

    private Verdict verdict(Pieces pieces, String other, boolean ordered) {
        if (slow >= SLOW) {
            return new Verdict.Unanswered("it hangs");
        }
        String query = pieces.query();
        String values = pieces.values();
        var verdict = once(query, values, other, ordered);
        if (verdict instanceof Verdict.Different && Rewriting.hasConditions(query)) {
            verdict = once(Rewriting.withoutErrors(query), values, other, ordered);
        }
        return verdict instanceof Verdict.Different && KnownDifferences.remembers(query, values) ? alone(query, values, other) : verdict;
    }

    /// Compares the answers for each value.
    private Verdict alone(String query, String values, String other) {
        return values.lines().map(value -> once(query, value + "\n", other, false)).filter(verdict -> !(verdict instanceof Verdict.Same)).findFirst().orElse(new Verdict.Same(false));
    }

    private Verdict once(String query, String values, String other, boolean ordered) {
        try {
            return verdict(query, reference.ask(query, values, other), new Tarn(values, other).run(query), ordered);
        } catch (Reference.NoAnswer e) {
            slow += e.slow() ? 1 : 0;
            return new Verdict.Unanswered(e.getMessage());
        } catch (TarnException e) {
            // Values that were made smaller may be malformed.
            return new Verdict.Same(true);
        }
    }

    private static Verdict verdict(String query, Answer expected, Answer actual, boolean ordered) {
        return Differences.between(KnownDifferences.comparable(query, expected), KnownDifferences.comparable(query, actual), ordered)
            .<Verdict>map(Verdict.Different::new).orElseGet(() -> new Verdict.Same(expected.failed()));
    }
}
