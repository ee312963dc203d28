package dev.tarn.query.plan;

import dev.tarn.model.Path;
import java.util.List;
import java.util.Optional;

/// Checks that paths can be the fields of one record.
public final class FieldLayout {
    private FieldLayout() {}

    /// Returns what is wrong with paths that become the fields of a new record, in order; empty if nothing is.
    public static Optional<String> problem(List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            var names = paths.get(i).names();
            for (int j = 0; j < i; j++) {
                int common = common(names, paths.get(j).names());
                if (common == names.size() || common == paths.get(j).names().size()) {
                    return Optional.of("duplicate field: \"" + paths.get(i) + "\"");
                }
                int adjacent = common(names, paths.get(i - 1).names());
                if (common > adjacent) {
                    return Optional.of("fields in record " + new Path(names.subList(0, adjacent + 1)) + " must be adjacent");
                }
            }
        }
        return Optional.empty();
    }

    /// Returns what is wrong with paths that are assigned to in one record; empty if nothing is.
    public static Optional<String> assignmentProblem(List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            for (int j = 0; j < i; j++) {
                var first = paths.get(j);
                var second = paths.get(i);
                int common = common(first.names(), second.names());
                if (first.equals(second)) {
                    return Optional.of("multiple assignments to " + first);
                }
                if (common == first.names().size() || common == second.names().size()) {
                    return Optional.of("conflicting nested assignments to " + (common == first.names().size() ? first + " and " + second : second + " and " + first));
                }
            }
        }
        return Optional.empty();
    }

    /// Returns what is wrong with a renaming of a field; empty if nothing is.
    public static Optional<String> renamingProblem(Path first, Path second) {
        if (first.names().size() != second.names().size()) {
            return Optional.of("left-hand side and right-hand side must have the same depth (" + first + " vs " + second + ")");
        }
        for (int i = 0; i < first.names().size() - 1; i++) {
            if (!first.names().get(i).equals(second.names().get(i))) {
                return Optional.of("cannot rename " + first + " to " + second
                        + " (differ in " + first.names().get(i) + " vs " + second.names().get(i) + ")");
            }
        }
        return Optional.empty();
    }

    private static int common(List<String> a, List<String> b) {
        int i = 0;
        while (i < a.size() && i < b.size() && a.get(i).equals(b.get(i))) {
            i++;
        }
        return i;
    }
}
