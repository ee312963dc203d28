package dev.tarn.query.function;

import dev.tarn.model.Path;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.query.expression.Expr;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The functions of the language by name.
///
/// Not in here, because they need more than values, are `map` ([Expr.MapElements]) and `grep` ([Expr.Search]). The name of a
/// primitive type is a function that converts to it.
public final class Functions {
    private static final int ANY = -1;
    private static final Map<String, FunctionDefinition> DEFINITIONS = new TreeMap<>();

    static {
        define("abs", 1, 1);
        define("base64", 1, 1);
        define("bucket", 2, 2);
        defineAbout("cast", 1, 2, Path.THIS);
        define("ceil", 1, 1);
        definePredicate("cidr_match", 2, 2);
        define("coalesce", 1, ANY);
        define("compare", 2, 3);
        defineAbout("crop", 1, 2, Path.THIS);
        define("error", 1, 1);
        defineAbout("every", 1, 1, Path.of("ts"));
        define("fields", 1, 1);
        defineAbout("fill", 1, 2, Path.THIS);
        defineAbout("fit", 1, 2, Path.THIS);
        define("flatten", 1, 1);
        define("floor", 1, 1);
        define("grok", 2, 3);
        definePredicate("has", 1, ANY);
        definePredicate("has_error", 1, 1);
        define("hex", 1, 1);
        put(new FunctionDefinition("is", 1, 2, Optional.of(Path.THIS), true));
        definePredicate("is_error", 1, 1);
        define("join", 1, 2);
        define("kind", 1, 1);
        define("ksuid", 0, 1);
        define("len", 1, 1);
        define("levenshtein", 2, 2);
        define("log", 1, 1);
        define("lower", 1, 1);
        define("max", 1, ANY);
        define("min", 1, ANY);
        definePredicate("missing", 1, ANY);
        define("nameof", 1, 1);
        defineAbout("nest_dotted", 0, 1, Path.THIS);
        define("network_of", 1, 2);
        define("now", 0, 0);
        defineAbout("order", 1, 2, Path.THIS);
        define("parse_uri", 1, 1);
        define("parse_zson", 1, 1);
        define("pow", 2, 2);
        define("quiet", 1, 1);
        define("regexp", 2, 2);
        define("regexp_replace", 3, 3);
        define("replace", 3, 3);
        define("round", 1, 1);
        define("rune_len", 1, 1);
        defineAbout("shape", 1, 2, Path.THIS);
        define("split", 2, 2);
        define("sqrt", 1, 1);
        define("strftime", 2, 2);
        define("trim", 1, 1);
        define("typename", 1, 2);
        define("typeof", 1, 1);
        define("typeunder", 1, 1);
        define("under", 1, 1);
        define("unflatten", 1, 1);
        define("upper", 1, 1);
        for (var type : PrimitiveType.values()) {
            define(type.toString(), 1, 1);
        }
    }

    private Functions() {}

    private static void define(String name, int min, int max) {
        put(new FunctionDefinition(name, min, max, Optional.empty(), false));
    }

    private static void definePredicate(String name, int min, int max) {
        put(new FunctionDefinition(name, min, max, Optional.empty(), true));
    }

    private static void defineAbout(String name, int min, int max, Path implied) {
        put(new FunctionDefinition(name, min, max, Optional.of(implied), false));
    }

    private static void put(FunctionDefinition definition) {
        DEFINITIONS.put(definition.name(), definition);
    }

    /// Returns the function with the name; the reference's words for one that there is not are `no such function`.
    public static Optional<FunctionDefinition> find(String name) {
        return Optional.ofNullable(DEFINITIONS.get(name));
    }

    /// Returns all functions, by name.
    public static Collection<FunctionDefinition> all() {
        return List.copyOf(DEFINITIONS.values());
    }

    /// Returns the conversion of a value to a type: `<port>(a)`.
    public static Expr cast(Expr value, Type type) {
        return new Expr.Call("cast", List.of(value, typeValue(type)));
    }

    /// Returns the literal of a type as a value: `<port>`.
    public static Expr typeValue(Type type) {
        return new Expr.Literal(Value.ofBytes(PrimitiveType.TYPE, TypeValue.encode(type)));
    }
}
