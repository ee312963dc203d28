package dev.tarn.query.function;

import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Function;

/// A function of the language. An object belongs to one expression and so to one thread, and may keep what it learns.
public interface BuiltIn extends Function {
    /// Returns how the function is called.
    Signature signature();

    @Override
    default Argument argument(int position) {
        return signature().argument(position);
    }
}
