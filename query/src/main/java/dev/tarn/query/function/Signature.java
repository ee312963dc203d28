package dev.tarn.query.function;

import dev.tarn.model.Path;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a function is called: its name, its arguments, and what becomes of names, unions, nulls and errors in each.
///
/// @param name the name
/// @param minArguments the least number of arguments that may be written
/// @param maxArguments the greatest number of arguments that may be written, -1 for any
/// @param implied a first argument that is not written: if the numbers differ only where one less than the greatest is
///     (`is(<t>)` is about `this`), otherwise always (`every(1h)` is about `ts`)
/// @param isPredicate whether a call as an operator of its own is a condition (`where`) and not a value (`yield`)
/// @param arguments what becomes of each argument, the implied one included; the last holds for all that follow
public record Signature(
        String name,
        int minArguments,
        int maxArguments,
        Optional<Path> implied,
        boolean isPredicate,
        List<Argument> arguments) {

    /// Copies the arguments.
    public Signature {
        arguments = List.copyOf(arguments);
    }

    /// Returns the signature of a function of exactly the given arguments.
    public static Signature of(String name, Argument... arguments) {
        return new Signature(name, arguments.length, arguments.length, Optional.empty(), false, List.of(arguments));
    }

    /// Returns this signature where the last arguments, so many, can be left out.
    public Signature withOptional(int count) {
        return new Signature(name, maxArguments - count, maxArguments, implied, isPredicate, arguments);
    }

    /// Returns this signature where the last argument can be repeated.
    public Signature withRepeated() {
        return new Signature(name, minArguments, -1, implied, isPredicate, arguments);
    }

    /// Returns this signature where the first argument can be left out and is `this` then.
    public Signature withImpliedThis() {
        return new Signature(name, minArguments - 1, maxArguments, Optional.of(Path.THIS), isPredicate, arguments);
    }

    /// Returns this signature where the first argument is never written and is always the given field.
    public Signature withFixed(Path path) {
        return new Signature(name, minArguments - 1, maxArguments - 1, Optional.of(path), isPredicate, arguments);
    }

    /// Returns this signature as that of a function that says yes or no.
    public Signature withPredicate() {
        return new Signature(name, minArguments, maxArguments, implied, true, arguments);
    }

    /// Returns whether a call has too few arguments; the reference's words for it are `too few arguments`.
    public boolean tooFew(int count) {
        return count < minArguments;
    }

    /// Returns whether a call has too many arguments; the reference's words for it are `too many arguments`.
    public boolean tooMany(int count) {
        return maxArguments >= 0 && count > maxArguments;
    }

    /// Returns what becomes of an argument (0-based, the implied one included).
    public Argument argument(int position) {
        return arguments.get(Math.min(position, arguments.size() - 1));
    }

    /// Returns a call with the arguments that were written.
    ///
    /// @throws IllegalArgumentException if their number does not suit the function
    public Expr call(List<Expr> written) {
        if (tooFew(written.size()) || tooMany(written.size())) {
            throw new IllegalArgumentException(name + ": " + written.size() + " arguments");
        }
        var castTo = PrimitiveType.ofName(name);
        if (castTo.isPresent()) {
            return Functions.cast(written.getFirst(), castTo.get());
        }
        boolean complete = minArguments < maxArguments && written.size() == maxArguments;
        if (implied.isEmpty() || complete) {
            return new Expr.Call(name, written);
        }
        var all = new ArrayList<Expr>(written.size() + 1);
        all.add(Expr.of(implied.get()));
        all.addAll(written);
        return new Expr.Call(name, all);
    }
}
