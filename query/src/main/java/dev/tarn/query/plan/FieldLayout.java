package dev.tarn.query.plan;

import dev.tarn.model.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks that paths can be the fields of one record.
public final class FieldLayout {
    private FieldLayout() {}

    /// Returns what is wrong with paths that become the fields of a new record, in order; empty if nothing is.
    public static Optional<String> problem(List<Path> paths) {
        var before = new Before();
        for (int i = 0; i < paths.size(); i++) {
            var path = paths.get(i);
            var names = path.names();
            int adjacent = i == 0 ? 0 : common(names, paths.get(i - 1).names());
            if (before.overlaps(path) || i > 0 && adjacent + 1 < names.size()
                    && before.isRecord(names.subList(0, adjacent + 1))) {
                return Optional.of(problem(paths, i, adjacent));
            }
            before.add(path);
        }
        return Optional.empty();
    }

    /// Returns what is wrong with a path that does not go with those before it.
    ///
    /// @param adjacent the number of names that it has in common with the one right before
    private static String problem(List<Path> paths, int place, int adjacent) {
        var names = paths.get(place).names();
        for (int i = 0; i < place; i++) {
            int common = common(names, paths.get(i).names());
            if (common == names.size() || common == paths.get(i).names().size()) {
                return "duplicate field: \"" + paths.get(place) + "\"";
            }
            if (common > adjacent) {
                return "fields in record " + new Path(names.subList(0, adjacent + 1)) + " must be adjacent";
            }
        }
        throw new IllegalStateException("a path that goes with those before it: " + paths.get(place));
    }

    /// The paths that came before, to be found without comparing each with each.
    private static final class Before {
        private final Set<List<String>> paths = new HashSet<>();
        // What paths lead through.
        private final Set<List<String>> records = new HashSet<>();

        void add(Path path) {
            var names = path.names();
            paths.add(names);
            for (int size = 0; size < names.size(); size++) {
                records.add(List.copyOf(names.subList(0, size)));
            }
        }

        boolean isRecord(List<String> names) {
            return records.contains(names);
        }

        /// Returns whether a path leads through one from before, or one from before through it, or both are the same.
        boolean overlaps(Path path) {
            var names = path.names();
            if (records.contains(names)) {
                return true;
            }
            for (int size = 0; size <= names.size(); size++) {
                if (paths.contains(names.subList(0, size))) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Returns what is wrong with paths that are assigned to in one record; empty if nothing is.
    public static Optional<String> assignmentProblem(List<Path> paths) {
        var before = new Before();
        for (int i = 0; i < paths.size(); i++) {
            if (!before.overlaps(paths.get(i))) {
                before.add(paths.get(i));
                continue;
            }
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
