package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import dev.tarn.query.Scope;
import java.util.List;

/// The scope that operators work in: what their answers belong to that are not made of single rows of their input.
final class ScopeFrame {
    private int count;
    private List<Vector> variables = List.of();

    /// Enters a scope.
    ///
    /// @param instances the number of its instances
    /// @param ofInstances the variables, each a value per instance
    void enter(int instances, List<Vector> ofInstances) {
        count = instances;
        variables = ofInstances;
    }

    /// Returns whether this is outside of any scope.
    boolean isNone() {
        return count == 0;
    }

    /// Returns the scope of rows of the given instances.
    Scope of(int[] instances) {
        if (isNone()) {
            return Scope.NONE;
        }
        return new Scope(instances, count, variables.stream().map(variable -> variable.select(instances)).toList());
    }
}
