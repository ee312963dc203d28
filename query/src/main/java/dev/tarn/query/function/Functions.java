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
            "abs", "base64", "bucket", "cast", "ceil", "cidr_match", "coalesce", "compare", "crop", "error", "every",
            "fields", "fill", "fit", "flatten", "floor", "fold", "grok", "has", "has_error", "hex", "is", "is_error", "join", "kind",
            "ksuid", "len", "levenshtein", "log", "lower", "max", "min", "missing", "nameof", "nest_dotted",
            "network_of", "now", "order", "parse_uri", "parse_zson", "pow", "quiet", "regexp", "regexp_replace", "replace", "round",
            "rune_len", "shape", "split", "sqrt", "strftime", "trim", "typename", "typeof", "typeunder", "under",
            "unflatten", "upper");

    private Functions() {}

    // A switch, so that only the classes of functions that are used are loaded.
    private static Optional<BuiltIn> lookup(String name) {
        return Optional.ofNullable(switch (name) {
            case "abs" -> new Abs();
            case "base64" -> new Base64Text();
            case "bucket" -> new Bucket();
            case "cast" -> new Cast();
            case "ceil" -> new Ceil();
            case "cidr_match" -> new CidrMatch();
            case "coalesce" -> new Coalesce();
            case "compare" -> new CompareOrder();
            case "crop" -> new Crop();
            case "error" -> new ErrorOf();
            case "every" -> new Every();
            case "fields" -> new Fields();
            case "fill" -> new Fill();
            case "fit" -> new Fit();
            case "flatten" -> new Flatten();
            case "floor" -> new Floor();
            case "fold" -> new Fold();
            case "grok" -> new Grok();
            case "has" -> new Has();
            case "has_error" -> new HasError();
            case "hex" -> new Hex();
            case "is" -> new Is();
            case "is_error" -> new IsError();
            case "join" -> new Join();
            case "kind" -> new Kind();
            case "ksuid" -> new KsuidText();
            case "len" -> new Len();
            case "levenshtein" -> new Levenshtein();
            case "log" -> new Log();
            case "lower" -> new Lower();
            case "max" -> new Max();
            case "min" -> new Min();
            case "missing" -> new Missing();
            case "nameof" -> new NameOf();
            case "nest_dotted" -> new NestDotted();
            case "network_of" -> new NetworkOf();
            case "now" -> new Now();
            case "order" -> new Order();
            case "parse_uri" -> new ParseUri();
            case "parse_zson" -> new ParseZson();
            case "pow" -> new Pow();
            case "quiet" -> new Quiet();
            case "regexp" -> new Regexp();
            case "regexp_replace" -> new RegexpReplace();
            case "replace" -> new Replace();
            case "round" -> new Round();
            case "rune_len" -> new RuneLen();
            case "shape" -> new Shape();
            case "split" -> new Split();
            case "sqrt" -> new Sqrt();
            case "strftime" -> new Strftime();
            case "trim" -> new Trim();
            case "typename" -> new TypeName();
            case "typeof" -> new TypeOf();
            case "typeunder" -> new TypeUnder();
            case "under" -> new Under();
            case "unflatten" -> new Unflatten();
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
