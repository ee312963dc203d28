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
import java.util.List;
import java.util.stream.Collectors;

/// Random constants of known types as queries write them, in all spellings that they take.
final class TypedLiterals {
    private final Choice choice;
    private final TypedValues values;

    TypedLiterals(Choice choice, TypedValues values) {
        this.choice = choice;
        this.values = values;
    }

    /// Returns a constant expression of a type.
    String literal(KnownType type) {
        // The reference reads null for symbols inside of others.
        if (type instanceof Symbols || type.hasText() && choice.oneIn(25)) {
            return "parse_zson(" + quoted(values.value(type)) + ")";
        }
        if (type.hasText() && choice.oneIn(25)) {
            return "cast(null,<" + type.text() + ">)";
        }
        return switch (type) {
            case Primitive(String name) -> primitive(name);
            case Symbols _ -> "null";
            case Fields(List<Field> fields) -> fields.stream().map(field -> KnownType.quoted(field.name()) + ":" + literal(field.type())).collect(Collectors.joining(",", "{", "}"));
            case Array(KnownType element) -> container("[", elements(element), "]", type);
            case Distinct(KnownType element) -> container("|[", elements(element), "]|", type);
            case Entries(KnownType key, KnownType value) -> container("|{", choice.list(type.hasText() ? 0 : 1, 2, () -> literal(key) + ":" + literal(value)), "}|", type);
            case Either(List<KnownType> members) -> cast(literal(members.get(choice.below(members.size()))), type);
            case Failure(KnownType wrapped) -> "error(" + literal(wrapped) + ")";
            case Named(_, KnownType inner) -> cast(literal(inner), type);
        };
    }

    // The reference crashes on two that are of the same union.
    private String elements(KnownType element) {
        return choice.list(element.hasText() ? 0 : 1, 3, () -> literal(element.under() instanceof Either(List<KnownType> members) ? members.get(choice.below(members.size())) : element));
    }

    private String container(String begin, String elements, String end, KnownType type) {
        return elements.isEmpty() ? cast(begin + end, type) : begin + elements + end;
    }

    /// Returns a cast to a type.
    String cast(String expression, KnownType type) {
        if (!type.hasText()) {
            return expression;
        }
        boolean simple = type instanceof Primitive;
        return choice.by(() -> "cast(" + expression + ",<" + type.text() + ">)", () -> "<" + type.text() + ">(" + expression + ")", () -> (simple ? type.text() : "<" + type.text() + ">") + "(" + expression + ")");
    }

    /// Returns a text as a constant in a query.
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String primitive(String name) {
        return switch (name) {
            case "int64" -> choice.of("0", "1", "2", "3", "-1", "10", "7", "100", "-2", "9223372036854775807", "-9223372036854775808", "001", "4294967296");
            case "float64" -> choice.of("0.", "1.", "1.5", "-2.5", ".5", "-.25", "1.0e3", "2.5e-2", "1.e2", "100.0", "3.0E+1");
            case "string" -> string();
            case "bool" -> choice.of("true", "false");
            case "time" -> choice.of("1970-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00+05:30", "2020-02-29T12:00:00.5-08:00", "2020-01-01T00:00:00.123456789Z", "2262-04-11T23:47:16Z", "1969-12-31T23:59:59.9Z");
            case "duration" -> choice.of("0s", "1s", "-1m", "1h30m", "1.5h", "1y2w3d4h5m6s7ms8us9ns", "100ns", "-1d", "1w", "2s", "0.000001s");
            case "ip" -> choice.of("10.0.0.1", "127.0.0.1", "::1", "fe80::1", "1:2:3:4:5:6:7:8", "::", "2001:db8::ff00:42:8329", "192.168.1.1");
            case "net" -> choice.of("10.0.0.0/8", "192.168.0.0/16", "fe80::/64", "::/0", "0.0.0.0/0", "10.0.0.1/32");
            case "bytes" -> choice.of("0x", "0x00", "0x0102", "0xAbCd", "0x616263");
            case "type" -> "<" + (choice.oneIn(2) ? "int64" : type()) + ">";
            default -> cast(choice.of("0", "1", "2", "3", "80", "100", "127", "5"), new Primitive(name));
        };
    }

    private String type() {
        var type = values.type(2);
        return type.hasText() ? type.text() : "string";
    }

    String string() {
        return choice.of("\"a\"", "\"b\"", "\"abc\"", "\"\"", "'a'", "'x\"y'", "\"x'y\"", "\"\\u0061\"", "\"\\u{1F600}\"", "\"ünï\"", "\"a\\tb\"", "\"a\\\\b\"", "\"1\"", "\"foo bar\"", "\"a.b\"", "\"日本\"", "\"e\\u0301\"", "\"\\u0000\"", "\"a,b,,c\"",
            "\"10.0.0.1\"", "\"{}\"", "\"\\\"\"", "\"\\b\\f\\n\\r\\t\\v\"", "'\\''", "\"$1\"", "\"%\"", "\"*\"");
    }
}
