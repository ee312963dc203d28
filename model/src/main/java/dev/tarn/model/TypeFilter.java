package dev.tarn.model;

import dev.tarn.model.type.Type;

/// Decides from the type of a value alone whether it can be of interest.
@FunctionalInterface
public interface TypeFilter {
    /// Returns false if no value of the type is of interest; true if in doubt. Called once for each type rather than for each value.
    boolean mayMatch(Type type);
}
