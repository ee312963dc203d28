package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.TypeValues;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The functions of the language by name.
///
/// Not in here, because they need more than values, are `map` ([Expr.MapElements]) and `grep` ([Expr.Search]). The name of a
/// primitive type is a function that converts to it.
public final class Functions {
    private static final List<String> NAMES = List.of(
            "abs", "ceil", "coalesce", "error", "floor", "has", "is", "is_error", "kind", "len", "log", "lower", "max", "min",
            "missing", "nameof", "pow", "quiet", "round", "rune_len", "sqrt", "trim", "typename", "typeof", "typeunder",
            "upper");

    private Functions() {}

    // A switch, so that only the classes of functions that are used are loaded.
    private static Optional<BuiltIn> lookup(String name) {
        return Optional.ofNullable(switch (name) {
            case "abs" -> new Abs();
            case "ceil" -> new Ceil();
            case "coalesce" -> new Coalesce();
            case "error" -> new ErrorOf();
            case "floor" -> new Floor();
            case "has" -> new Has();
            case "is" -> new Is();
            case "is_error" -> new IsError();
            case "kind" -> new Kind();
            case "len" -> new Len();
            case "log" -> new Log();
            case "lower" -> new Lower();
            case "max" -> new Max();
            case "min" -> new Min();
            case "missing" -> new Missing();
            case "nameof" -> new NameOf();
            case "pow" -> new Pow();
            case "quiet" -> new Quiet();
            case "round" -> new Round();
            case "rune_len" -> new RuneLen();
            case "sqrt" -> new Sqrt();
            case "trim" -> new Trim();
            case "typename" -> new TypeName();
            case "typeof" -> new TypeOf();
            case "typeunder" -> new TypeUnder();
            case "upper" -> new Upper();
            default -> null;
        });
    }

    /// Returns how the function with the name is called; the reference's words for one that there is not are
    /// `no such function`.
    public static Optional<Signature> find(String name) {
        return PrimitiveType.ofName(name).isPresent()
                ? Optional.of(Signature.of(name, Argument.ANY))
                : lookup(name).map(BuiltIn::signature);
    }

    /// Returns the function with the name, new, for one expression.
    ///
    /// @throws IllegalArgumentException if there is none
    public static BuiltIn create(String name) {
        return lookup(name).orElseThrow(() -> new IllegalArgumentException("no such function: " + name));
    }

    /// Returns the names of all functions but casts to primitive types, in order.
    public static Collection<String> names() {
        return NAMES;
    }

    /// Returns the conversion of a value to a type: `<port>(a)`.
    public static Expr cast(Expr value, Type type) {
        return new Expr.Call("cast", List.of(value, typeValue(type)));
    }

    /// Returns the literal of a type as a value: `<port>`.
    public static Expr typeValue(Type type) {
        return new Expr.Literal(TypeValues.of(type));
    }
}
