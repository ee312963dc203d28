package dev.tarn.query.expression;

import dev.tarn.model.type.Type;
import java.util.List;

/// A function over columns. It says for the types of its arguments how to compute, and never sees an encoding.
public interface Function {
    /// Returns what becomes of an argument (0-based) before the function sees it.
    Argument argument(int position);

    /// Returns whether the result depends on the arguments alone, so that equal arguments need one call only.
    default boolean isPure() {
        return true;
    }

    /// Returns how to compute for arguments of the given types; called for each batch and each combination of types in it.
    Kernel bind(List<Type> types);
}
