package dev.tarn.query;

import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The lateral scope that the rows of a batch belong to: `over … with … => ( … )` runs once for each row of the outer
/// batch, and all these instances are evaluated together.
///
/// @param instances for each row the number of its instance, ascending; empty outside of any scope
/// @param count the number of instances, with or without rows
/// @param variables the variables of this scope and of those around it, each a value per row
public record Scope(int[] instances, int count, List<Vector> variables) {
    /// Outside of any scope.
    public static final Scope NONE = new Scope(new int[0], 0, List.of());

    /// Copies the list.
    public Scope {
        variables = List.copyOf(variables);
    }

    /// Returns whether the rows belong to no scope.
    public boolean isNone() {
        return count == 0;
    }

    /// Returns the scope of the rows from one to before another.
    public Scope slice(int from, int to) {
        return new Scope(isNone() ? instances : Arrays.copyOfRange(instances, from, to), count,
                variables.stream().map(variable -> variable.slice(from, to)).toList());
    }

    /// Returns the scope of the given rows.
    public Scope select(int[] rows) {
        if (isNone() && variables.isEmpty()) {
            return this;
        }
        var selectedInstances = new int[isNone() ? 0 : rows.length];
        for (int i = 0; i < selectedInstances.length; i++) {
            selectedInstances[i] = instances[rows[i]];
        }
        var selectedVariables = new ArrayList<Vector>(variables.size());
        for (var variable : variables) {
            selectedVariables.add(variable.select(rows));
        }
        return new Scope(selectedInstances, count, selectedVariables);
    }
}
