package dev.tarn.query;

import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The lateral scope that the rows of a batch belong to: `over … with … => ( … )` runs once for each row of the outer
/// batch, and all these instances are evaluated together. Used by one thread at a time.
public final class Scope {
    /// Outside of any scope.
    public static final Scope NONE = new Scope(new int[0], 0, List.of());

    private final int count;
    private final List<Vector> variables;
    private final Optional<Runs> runs;
    // None until somebody asks for them, if the runs are known.
    private int[] instances;

    /// Instances that follow each other, and the rows of each.
    ///
    /// @param first the number of the first instance
    /// @param starts the first row of each instance, which may be that of the next as well, and behind the last the number of rows
    public record Runs(int first, int[] starts) {
        /// Returns the number of instances.
        public int length() {
            return starts.length - 1;
        }

        private int rows() {
            return starts[length()];
        }

        private int[] instances() {
            var instances = new int[rows()];
            for (int i = 0; i < length(); i++) {
                Arrays.fill(instances, starts[i], starts[i + 1], first + i);
            }
            return instances;
        }

        private Runs slice(int from, int to) {
            if (from == 0 && to == rows()) {
                return this;
            }
            int begin = firstBeyond(from) - 1;
            int end = Math.max(begin, firstBeyond(to - 1));
            var sliced = new int[end - begin + 1];
            for (int i = 0; i < sliced.length; i++) {
                sliced[i] = Math.clamp((long) starts[begin + i] - from, 0, to - from);
            }
            return new Runs(first + begin, sliced);
        }

        /// Returns the position of the first start that is greater than a row.
        private int firstBeyond(int row) {
            int low = 0;
            int high = starts.length;
            while (low < high) {
                int middle = low + high >>> 1;
                if (starts[middle] > row) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }

    /// Creates the scope of some rows.
    ///
    /// @param instances for each row the number of its instance, ascending; empty outside of any scope
    /// @param count the number of instances, with or without rows
    /// @param variables the variables of this scope and of those around it, each a value per row
    public Scope(int[] instances, int count, List<Vector> variables) {
        this(instances, Optional.empty(), count, variables);
    }

    private Scope(int[] instances, Optional<Runs> runs, int count, List<Vector> variables) {
        this.instances = instances;
        this.runs = runs;
        this.count = count;
        this.variables = List.copyOf(variables);
    }

    /// Returns the scope of rows of which it is known how they follow each other, without variables.
    ///
    /// @param count the number of instances, with or without rows; at least 1
    public static Scope of(Runs runs, int count) {
        return new Scope(new int[0], Optional.of(runs), count, List.of());
    }

    /// Returns for each row the number of its instance, ascending; none outside of any scope.
    public int[] instances() {
        if (instances.length == 0 && runs.isPresent()) {
            instances = runs.get().instances();
        }
        return instances;
    }

    /// Returns the rows of each instance, if they are known without looking at each row.
    public Optional<Runs> runs() {
        return runs;
    }

    /// Returns the number of instances, with or without rows.
    public int count() {
        return count;
    }

    /// Returns the variables of this scope and of those around it, each a value per row.
    public List<Vector> variables() {
        return variables;
    }

    /// Returns whether the rows belong to no scope.
    public boolean isNone() {
        return count == 0;
    }

    /// Returns the scope with other variables, each a value per row.
    public Scope withVariables(List<Vector> newVariables) {
        return new Scope(instances, runs, count, newVariables);
    }

    /// Returns the scope of the rows from one to before another.
    public Scope slice(int from, int to) {
        var sliced = variables.stream().map(variable -> variable.slice(from, to)).toList();
        if (runs.isPresent()) {
            return new Scope(new int[0], Optional.of(runs.get().slice(from, to)), count, sliced);
        }
        return new Scope(isNone() ? instances : Arrays.copyOfRange(instances, from, to), count, sliced);
    }

    /// Returns the scope of the given rows.
    public Scope select(int[] rows) {
        if (isNone() && variables.isEmpty()) {
            return this;
        }
        int[] of = instances();
        var selectedInstances = new int[isNone() ? 0 : rows.length];
        for (int i = 0; i < selectedInstances.length; i++) {
            selectedInstances[i] = of[rows[i]];
        }
        var selectedVariables = new ArrayList<Vector>(variables.size());
        for (var variable : variables) {
            selectedVariables.add(variable.select(rows));
        }
        return new Scope(selectedInstances, count, selectedVariables);
    }
}
