package dev.tarn.query.function;

import dev.tarn.model.Path;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.query.expression.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the analyzer has to know of a function.
///
/// @param name the name
/// @param minArguments the least number of arguments that may be written
/// @param maxArguments the greatest number of arguments that may be written, -1 for any
/// @param implied a first argument that is not written: if the numbers differ only where one less than the greatest is
///     (`is(<t>)` is about `this`), otherwise always (`every(1h)` is about `ts`)
/// @param isPredicate whether a call as an operator of its own is a condition (`where`) and not a value (`yield`)
public record FunctionDefinition(
        String name, int minArguments, int maxArguments, Optional<Path> implied, boolean isPredicate) {

    /// Returns whether a call has too few arguments; the reference's words for it are `too few arguments`.
    public boolean tooFew(int arguments) {
        return arguments < minArguments;
    }

    /// Returns whether a call has too many arguments; the reference's words for it are `too many arguments`.
    public boolean tooMany(int arguments) {
        return maxArguments >= 0 && arguments > maxArguments;
    }

    /// Returns a call with the arguments that were written.
    ///
    /// @throws IllegalArgumentException if their number does not suit the function
    public Expr call(List<Expr> arguments) {
        if (tooFew(arguments.size()) || tooMany(arguments.size())) {
            throw new IllegalArgumentException(name + ": " + arguments.size() + " arguments");
        }
        var castTo = PrimitiveType.ofName(name);
        if (castTo.isPresent()) {
            return Functions.cast(arguments.getFirst(), castTo.get());
        }
        boolean complete = minArguments < maxArguments && arguments.size() == maxArguments;
        if (implied.isEmpty() || complete) {
            return new Expr.Call(name, arguments);
        }
        var all = new ArrayList<Expr>(arguments.size() + 1);
        all.add(Expr.of(implied.get()));
        all.addAll(arguments);
        return new Expr.Call(name, all);
    }
}
