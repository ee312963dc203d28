package dev.tarn.cli.fuzz;

import dev.tarn.cli.fuzz.KnownType.Array;
import dev.tarn.cli.fuzz.KnownType.Distinct;
import dev.tarn.cli.fuzz.KnownType.Either;
import dev.tarn.cli.fuzz.KnownType.Entries;
import dev.tarn.cli.fuzz.KnownType.Failure;
import dev.tarn.cli.fuzz.KnownType.Field;
import dev.tarn.cli.fuzz.KnownType.Fields;
import dev.tarn.cli.fuzz.KnownType.Named;
import dev.tarn.cli.fuzz.KnownType.Primitive;
import dev.tarn.cli.fuzz.KnownType.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Random expressions of a type that is asked for, made of what the values in question are known to hold, so that most have an answer
/// that is no error.
final class TypedExpressions {
    private static final int PATH_LEVELS = 3;

    private final Choice choice;
    private final TypedValues values;
    private final TypedLiterals literals;
    private final TypedTexts texts;
    private final List<Function> functions = new ArrayList<>();

    TypedExpressions(Choice choice, TypedValues values) {
        this.choice = choice;
        this.values = values;
        this.literals = new TypedLiterals(choice, values);
        this.texts = new TypedTexts(choice, this);
    }

    /// A function that was declared.
    record Function(String name, List<KnownType> parameters, KnownType type) {}

    /// Something with a name or a way to it.
    record Place(String text, KnownType type) {}

    /// What may be named where an expression stands.
    ///
    /// @param self the type of `this`
    /// @param others variables, parameters and constants
    record Scope(KnownType self, List<Place> others) {
        static Scope of(KnownType self) {
            return new Scope(self, List.of());
        }

        Scope inside(KnownType element) {
            return new Scope(element, others);
        }

        Scope with(List<Place> more) {
            var all = new ArrayList<>(others);
            all.addAll(more);
            return new Scope(self, List.copyOf(all));
        }

        /// Returns everything that can be reached.
        List<Place> places() {
            List<Place> found = new ArrayList<>();
            add(found, new Place("this", self), PATH_LEVELS);
            others.forEach(place -> add(found, place, PATH_LEVELS));
            return found;
        }

        private void add(List<Place> found, Place place, int levels) {
            // A variable hides a field.
            if (others.contains(place) || others.stream().noneMatch(other -> other.text().equals(place.text()))) {
                found.add(place);
            }
            if (levels == 0) {
                return;
            }
            switch (place.type().under()) {
                case Fields(List<Field> fields) -> fields.forEach(field -> add(found, new Place(TypedExpressions.inside(place.text(), field.name()), field.type()), levels - 1));
                case Array(KnownType element) -> add(found, new Place(place.text() + "[0]", element), levels - 1);
                case Entries(KnownType key, KnownType value) when key.equals(KnownType.STRING) -> add(found, new Place(place.text() + "[\"a\"]", value), levels - 1);
                default -> { }
            }
        }
    }

    /// Returns how a field of a record is named.
    static String inside(String record, String field) {
        return !KnownType.isPlain(field) ? record + "[" + TypedLiterals.quoted(field) + "]" : record.equals("this") ? field : record + "." + field;
    }

    TypedLiterals literals() {
        return literals;
    }

    TypedTexts texts() {
        return texts;
    }

    /// From now on, a function may be called.
    void declare(Function function) {
        functions.add(function);
    }

    private String call(KnownType type, Scope scope, int depth) {
        var fitting = functions.stream().filter(function -> function.type().equals(type)).toList();
        if (fitting.isEmpty()) {
            return made(type, scope, depth);
        }
        var function = fitting.get(choice.below(fitting.size()));
        return function.name() + function.parameters().stream().map(parameter -> of(parameter, scope, depth)).collect(Collectors.joining(",", "(", ")"));
    }

    /// Returns something that can be reached, of any type.
    Place place(Scope scope) {
        var places = scope.places();
        return places.get(choice.below(places.size()));
    }

    /// Returns a type of which there is something, most often.
    KnownType aType(Scope scope) {
        if (!functions.isEmpty() && choice.oneIn(5)) {
            return functions.get(choice.below(functions.size())).type();
        }
        return choice.oneIn(3) ? values.type(1) : place(scope).type();
    }

    /// Returns an expression of any type.
    String any(Scope scope, int depth) {
        return choice.oneIn(3) ? place(scope).text() : of(aType(scope), scope, depth);
    }

    /// Returns an expression of a type.
    String of(KnownType type, Scope scope, int depth) {
        var places = scope.places().stream().filter(place -> place.type().equals(type)).toList();
        if (depth <= 0 || choice.oneIn(4)) {
            return places.isEmpty() || choice.oneIn(4) ? literals.literal(type) : places.get(choice.below(places.size())).text();
        }
        return choice.oneIn(4) ? chosen(type, scope, depth - 1) : choice.oneIn(3) ? call(type, scope, depth - 1) : made(type, scope, depth - 1);
    }

    /// Returns one of several values of a type.
    private String chosen(KnownType type, Scope scope, int depth) {
        return switch (choice.below(13)) {
            case 0, 1 -> "(" + bool(scope, depth) + " ? " + of(type, scope, depth) + " : " + of(type, scope, depth) + ")";
            case 2 -> "coalesce(" + (choice.oneIn(2) ? "none," : "") + of(type, scope, depth) + "," + of(type, scope, depth) + ")";
            case 3 -> "[" + elements(2, 2, type, scope, depth) + "][" + choice.of("0", "1", "-1", "-2") + "]";
            case 4 -> "{f:" + of(type, scope, depth) + "}.f";
            case 5 -> "(over [" + elements(2, 2, type, scope, depth) + "] | head 1)";
            case 6 -> "quiet(" + of(type, scope, depth) + ")";
            case 7 -> "|{\"k\":" + of(type, scope, depth) + "}|[\"k\"]";
            case 8 -> type.hasText() ? literals.cast(of(type, scope, depth), type) : of(type, scope, depth);
            case 9 -> "(" + of(type, scope, depth) + ")";
            case 10 -> type.hasText() ? choice.of("shape(", "fill(", "order(", "crop(", "fit(") + of(type, scope, depth) + ",<" + type.text() + ">)" : of(type, scope, depth);
            // A text reads as something else, and so do symbols.
            case 11 -> type.equals(KnownType.STRING) || !type.hasText() ? of(type, scope, depth) : "parse_zson(string(" + of(type, scope, depth) + "))";
            default -> "under(error(" + of(type, scope, depth) + "))";
        };
    }

    private String made(KnownType type, Scope scope, int depth) {
        return switch (type) {
            case Primitive(String name) -> primitive(name, scope, depth);
            case Symbols _ -> of(type, scope, 0);
            case Fields(List<Field> fields) -> record(fields, scope, depth);
            case Array(KnownType element) -> array(element, scope, depth);
            case Distinct(KnownType element) -> choice.by(() -> "|[" + elements(1, 3, element, scope, depth) + "]|", () -> "|[..." + of(type, scope, depth) + "," + elements(1, 1, element, scope, depth) + "]|",
                () -> "(over " + list(element, scope, depth) + " | union(this))", () -> "|[..." + of(new Array(element), scope, depth) + "]|");
            case Entries(KnownType key, KnownType value) -> choice.by(() -> "|{" + choice.list(1, 2, () -> of(key, scope, depth) + ":" + of(value, scope, depth)) + "}|",
                () -> "(over " + list(key, scope, depth) + " with w=" + of(value, scope, depth) + " | collect_map(|{this:w}|))", () -> "(over [" + of(type, scope, depth) + "," + of(type, scope, depth) + "] | collect_map(this))");
            case Either(List<KnownType> members) -> type.hasText() ? literals.cast(of(members.get(choice.below(members.size())), scope, depth), type) : of(type, scope, 0);
            case Failure(KnownType wrapped) -> "error(" + of(wrapped, scope, depth) + ")";
            case Named(_, KnownType inner) -> type.hasText() ? literals.cast(of(inner, scope, depth), type) : of(type, scope, 0);
        };
    }

    private String primitive(String name, Scope scope, int depth) {
        return switch (name) {
            case "bool" -> bool(scope, depth);
            case "int64" -> integer(scope, depth);
            case "float64" -> fraction(scope, depth);
            case "string" -> texts.string(scope, depth);
            case "bytes" -> texts.bytes(scope, depth);
            case "time" -> time(scope, depth);
            case "duration" -> duration(scope, depth);
            case "ip" -> "ip(" + choice.by(() -> of(KnownType.IP, scope, depth), () -> "string(" + of(KnownType.IP, scope, depth) + ")") + ")";
            case "net" -> choice.by(() -> "network_of(" + of(KnownType.IP, scope, depth) + choice.of("", ",24", ",255.255.0.0", ",10.0.0.0/8", ",0", ",32") + ")", () -> "net(string(" + of(KnownType.NET, scope, depth) + "))");
            case "type" -> choice.by(() -> choice.of("typeof", "typeunder") + "(" + any(scope, depth) + ")", () -> "type(string(" + of(KnownType.TYPE, scope, depth) + "))", () -> "typeof(" + of(KnownType.TYPE, scope, depth) + ")");
            default -> number(new Primitive(name), scope, depth);
        };
    }

    /// Returns a record with some fields, made as a whole or out of another.
    private String record(List<Field> fields, Scope scope, int depth) {
        var whole = new Fields(fields);
        return switch (choice.below(9)) {
            case 0 -> "{" + choice.of("..." + of(whole, scope, depth), "f:1,..." + of(whole, scope, depth)) + fields.stream().limit(1).map(field -> "," + field(field, scope, depth)).collect(Collectors.joining()) + "}";
            case 1 -> "unflatten(flatten(" + of(whole, scope, depth) + "))";
            case 2 -> "nest_dotted(" + of(whole, scope, depth) + ")";
            case 3 -> shaped(whole, scope, depth);
            case 4 -> "(over [" + of(whole, scope, depth) + "] | " + choice.of("put g:=1 | drop g", "yield {...this}", "rename g:=h", "cut " + (fields.isEmpty() ? "this" : inside("this", fields.getFirst().name()))) + ")";
            default -> "{" + fields.stream().map(field -> field(field, scope, depth)).collect(Collectors.joining(",")) + "}";
        };
    }

    private String shaped(Fields whole, Scope scope, int depth) {
        var other = values.changed(whole);
        return whole.hasText() && other.hasText() ? choice.of("shape", "cast", "fill", "crop", "order", "fit") + "(" + of(other, scope, depth) + ",<" + whole.text() + ">)" : of(whole, scope, 0);
    }

    private String field(Field field, Scope scope, int depth) {
        return KnownType.quoted(field.name()) + ":" + of(field.type(), scope, depth);
    }

    /// Returns an array, set or other value that has elements of a type.
    String list(KnownType element, Scope scope, int depth) {
        return choice.oneIn(3) ? of(new Distinct(element), scope, depth) : of(new Array(element), scope, depth);
    }

    private String array(KnownType element, Scope scope, int depth) {
        var type = new Array(element);
        return switch (choice.below(14)) {
            case 0 -> "[..." + of(type, scope, depth) + "," + elements(1, 1, element, scope, depth) + "]";
            case 1 -> of(type, scope, depth) + slice(scope, depth);
            case 3 -> "(over " + list(element, scope, depth) + " | " + choice.of("", "sort this | ", "sort -r this | ", "tail 2 | ", "uniq | ", "where this==this | ") + "collect(this))";
            case 4 -> "[..." + of(new Distinct(element), scope, depth) + "]";
            case 5 -> collected(element, scope, depth);
            case 6 -> element.equals(KnownType.STRING) ? texts.strings(scope, depth) : "[" + of(element, scope, depth) + "]";
            default -> "[" + elements(1, 3, element, scope, depth) + "]";
        };
    }

    /// Returns elements of a type for an array or set. The reference crashes on two that are of the same union, so what they hold is made.
    private String elements(int least, int most, KnownType element, Scope scope, int depth) {
        return choice.list(least, most, () -> of(element.under() instanceof Either(List<KnownType> members) ? members.get(choice.below(members.size())) : element, scope, depth));
    }

    /// Returns an array of what is made of each element of another.
    private String collected(KnownType element, Scope scope, int depth) {
        var inner = values.type(1);
        var source = list(inner, scope, depth);
        return choice.oneIn(2) ? "(over " + source + " | yield " + of(element, scope.inside(inner), depth) + " | collect(this))"
            : "(over " + source + " with w=" + place(scope).text() + " | collect(" + of(element, scope.inside(inner), depth) + "))";
    }

    private String slice(Scope scope, int depth) {
        return "[" + choice.of("0:1", "1:", ":2", "-1:", ":-1", "0:", "1:3", "-2:-1", ":" + of(KnownType.INT64, scope, depth), of(KnownType.INT64, scope, depth) + ":") + "]";
    }

    /// Returns a bool.
    String bool(Scope scope, int depth) {
        if (depth <= 0) {
            return of(KnownType.BOOL, scope, 0);
        }
        int less = depth - 1;
        var type = aType(scope);
        return switch (choice.below(17)) {
            case 0, 1 -> "(" + of(type, scope, less) + (isNumber(type) ? choice.of(" == ", "!=", " < ", "<=", ">", " >= ") : choice.of(" == ", "!=")) + of(type, scope, less) + ")";
            // The reference orders others only if there is a literal on the right.
            case 2 -> isNumber(type) ? "(" + of(type, scope, less) + choice.of(" < ", "<=", ">", " >= ") + of(type, scope, less) + ")"
                : "(" + of(KnownType.STRING, scope, less) + choice.of(" < ", "<=", ">", " >= ") + literals.string() + ")";
            case 3 -> "(" + of(type, scope, less) + " in " + list(type, scope, less) + ")";
            case 4 -> choice.of("!", "not ") + bool(scope, less);
            case 5 -> "(" + bool(scope, less) + " and " + bool(scope, less) + " or " + bool(scope, less) + ")";
            case 6 -> "(" + bool(scope, less) + " or not " + bool(scope, less) + " and " + bool(scope, less) + ")";
            case 7 -> choice.of("has(", "missing(", "is_error(", "has_error(") + choice.of(place(scope).text(), "none") + ")";
            case 8 -> type.hasText() ? choice.of("is(" + of(type, scope, less) + ",<" + type.text() + ">)", "(typeof(" + of(type, scope, less) + ")==<" + type.text() + ">)") : "true";
            case 9 -> texts.matches(scope, less);
            case 10 -> "cidr_match(" + of(KnownType.NET, scope, less) + "," + choice.by(() -> of(KnownType.IP, scope, less), () -> any(scope, less)) + ")";
            case 11 -> "(over " + list(type, scope, less) + " | " + choice.of("and", "or") + "(" + bool(scope.inside(type), less) + "))";
            case 12 -> "(compare(" + of(type, scope, less) + "," + of(type, scope, less) + choice.of("", ",true", ",false") + ")" + choice.of("==0", "<0", ">0") + ")";
            case 13 -> "bool(" + choice.by(() -> of(KnownType.BOOL, scope, less), () -> of(KnownType.INT64, scope, less), () -> "string(" + bool(scope, less) + ")") + ")";
            case 14 -> "(" + of(type, scope, less) + " in " + choice.by(() -> "{x:" + of(type, scope, less) + "}", () -> "|{" + of(type, scope, less) + ":1}|", () -> "[" + list(type, scope, less) + "]", () -> "this") + ")";
            case 15 -> "(" + of(KnownType.IP, scope, less) + " in " + of(KnownType.NET, scope, less) + ")";
            default -> of(KnownType.BOOL, scope, 0);
        };
    }

    private static boolean isNumber(KnownType type) {
        return type instanceof Primitive(String name) && name.matches("u?int.*|float.*|time|duration");
    }

    private String integer(Scope scope, int depth) {
        return switch (choice.below(16)) {
            case 0 -> "len(" + choice.by(() -> texts.string(scope, depth), () -> list(aType(scope), scope, depth), () -> of(KnownType.BYTES, scope, depth), () -> any(scope, depth)) + ")";
            case 1 -> "rune_len(" + of(KnownType.STRING, scope, depth) + ")";
            case 2 -> "levenshtein(" + of(KnownType.STRING, scope, depth) + "," + of(KnownType.STRING, scope, depth) + ")";
            case 3 -> choice.of("abs", "floor", "ceil", "round") + "(" + of(KnownType.INT64, scope, depth) + ")";
            case 4 -> choice.of("min", "max") + "(" + choice.list(1, 3, () -> of(KnownType.INT64, scope, depth)) + ")";
            case 5 -> "int64(" + convertible(scope, depth) + ")";
            case 6 -> "(over " + list(KnownType.INT64, scope, depth) + " | " + choice.of("sum(this)", "count()", "max(this)", "min(this)", "dcount(this)", "any(this)", "count(this)", "sum(this*2)", "count() where this>1", "head 1", "tail 1") + ")";
            case 7 -> "bucket(" + of(KnownType.INT64, scope, depth) + "," + choice.of("2", "10", "3") + ")";
            case 8 -> of(KnownType.INT64, scope, depth) + choice.of(" + ", " - ", " * ") + of(KnownType.INT64, scope, depth) + choice.of(" * ", " % ", " - ", " / ") + of(KnownType.INT64, scope, depth);
            case 9 -> "-" + of(KnownType.INT64, scope, 0);
            case 10 -> "compare(" + any(scope, depth) + "," + any(scope, depth) + ")";
            case 11 -> "(over " + any(scope, depth) + " | count())";
            case 12 -> "(" + of(new Primitive(smallInteger()), scope, depth) + choice.of("+", "-", "*") + of(KnownType.INT64, scope, depth) + ")";
            default -> "(" + of(KnownType.INT64, scope, depth) + choice.of(" + ", " - ", " * ", " / ", " % ", "-", "*") + of(KnownType.INT64, scope, depth) + ")";
        };
    }

    private String smallInteger() {
        return choice.of("int8", "int16", "int32", "uint8", "uint16", "uint32", "uint64");
    }

    private String fraction(Scope scope, int depth) {
        return switch (choice.below(9)) {
            case 0 -> choice.of("sqrt", "log", "floor", "ceil", "round", "abs") + "(" + of(KnownType.FLOAT64, scope, depth) + ")";
            case 1 -> "pow(" + of(KnownType.FLOAT64, scope, depth) + "," + choice.of("2", "0.5", "-1", "3.") + ")";
            case 2 -> "float64(" + convertible(scope, depth) + ")";
            case 3 -> "(" + of(KnownType.FLOAT64, scope, depth) + choice.of("+", "*", "/", "-") + of(KnownType.INT64, scope, depth) + ")";
            case 4 -> choice.of("min", "max") + "(" + of(KnownType.FLOAT64, scope, depth) + "," + of(KnownType.INT64, scope, depth) + ")";
            case 5 -> "(over " + list(KnownType.INT64, scope, depth) + " | avg(this % 100))";
            case 6 -> "(" + of(KnownType.FLOAT64, scope, depth) + choice.of(" + ", " * ") + of(new Primitive(choice.of("float32", "float16")), scope, depth) + ")";
            default -> "(" + of(KnownType.FLOAT64, scope, depth) + choice.of(" + ", " - ", " * ", " / ") + of(KnownType.FLOAT64, scope, depth) + ")";
        };
    }

    private String number(KnownType type, Scope scope, int depth) {
        return choice.by(() -> literals.cast(convertible(scope, depth), type), () -> choice.of("abs", "floor", "round", "ceil") + "(" + of(type, scope, depth) + ")",
            () -> "(" + of(type, scope, depth) + choice.of(" + ", " - ", " * ", " / ") + of(type, scope, depth) + ")", () -> choice.of("min", "max") + "(" + of(type, scope, depth) + "," + of(type, scope, depth) + ")",
            () -> "bucket(" + of(type, scope, depth) + ",2)");
    }

    /// Returns what a number can be made of.
    private String convertible(Scope scope, int depth) {
        return choice.by(() -> of(KnownType.INT64, scope, depth), () -> of(values.primitive(), scope, depth), () -> "string(" + of(KnownType.INT64, scope, depth) + ")", () -> of(KnownType.FLOAT64, scope, depth));
    }

    private String time(Scope scope, int depth) {
        return choice.by(() -> "(" + of(KnownType.TIME, scope, depth) + choice.of(" + ", " - ") + of(KnownType.DURATION, scope, depth) + ")",
            () -> "bucket(" + of(KnownType.TIME, scope, depth) + "," + choice.of("1h", "1d", "1m", "1w", "30s", "1y", "7ns") + ")",
            () -> "time(" + choice.by(() -> of(KnownType.INT64, scope, depth), () -> "string(" + of(KnownType.TIME, scope, depth) + ")", () -> of(KnownType.DURATION, scope, depth)) + ")");
    }

    private String duration(Scope scope, int depth) {
        return choice.by(() -> "(" + of(KnownType.TIME, scope, depth) + " - " + of(KnownType.TIME, scope, depth) + ")", () -> "(" + of(KnownType.DURATION, scope, depth) + choice.of(" + ", " - ") + of(KnownType.DURATION, scope, depth) + ")",
            () -> "bucket(" + of(KnownType.DURATION, scope, depth) + "," + choice.of("1h", "1s", "1m") + ")", () -> "duration(" + choice.by(() -> of(KnownType.INT64, scope, depth), () -> "string(" + of(KnownType.DURATION, scope, depth) + ")") + ")",
            () -> "(" + of(KnownType.DURATION, scope, depth) + choice.of("*2", "/2", "%1m", "/1s") + ")", () -> "abs(" + of(KnownType.DURATION, scope, depth) + ")");
    }
}
