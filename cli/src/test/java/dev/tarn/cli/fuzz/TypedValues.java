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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Random types that are known in full, and values of them as ZSON texts: common ones, so that values meet their equals, and those at
/// the limits of their types.
final class TypedValues {
    private static final int NULLS_ONE_IN = 12;
    private static final int LIMITS_ONE_IN = 8;

    private static final String[] PLAIN = {"a", "b", "c", "k", "s", "v", "w", "x", "y", "key", "value", "on", "id", "message"};
    private static final String[] QUOTED = {"x.y", "x.z", "a b", "日本", "", "type", "select", "1", "not", "A", "ünï", "a\"b", "a\\b", "null", "over"};

    private final Choice choice;

    // The reference hangs on some.
    private final boolean nullUnions;

    private final boolean quoted;
    private final boolean malformed;

    TypedValues(Choice choice) {
        this.choice = choice;
        nullUnions = choice.oneIn(12);
        quoted = choice.oneIn(5);
        malformed = choice.oneIn(8);
    }

    /// Returns a record of some fields.
    ///
    /// @param depth how many levels of others each field's type may have inside
    Fields record(int least, int most, int depth) {
        return fields(least + choice.below(most - least + 1), () -> most < PLAIN.length && choice.oneIn(3) ? type(depth) : common());
    }

    private Fields fields(int count, Supplier<KnownType> types) {
        Set<String> names = new LinkedHashSet<>();
        while (names.size() < Math.min(count, PLAIN.length)) {
            names.add(choice.of(quoted && choice.oneIn(3) ? QUOTED : PLAIN));
        }
        for (int i = names.size(); i < count; i++) {
            names.add("f" + i);
        }
        return new Fields(names.stream().map(name -> new Field(name, types.get())).toList());
    }

    private KnownType common() {
        return switch (choice.below(12)) {
            case 0, 1, 2 -> KnownType.INT64;
            case 3, 4 -> KnownType.STRING;
            case 5 -> KnownType.FLOAT64;
            case 6 -> KnownType.TIME;
            case 7 -> KnownType.DURATION;
            case 8 -> new Array(choice.oneIn(2) ? KnownType.STRING : KnownType.INT64);
            case 9 -> KnownType.BOOL;
            case 10 -> new Fields(List.of(new Field("x", KnownType.INT64), new Field("y", KnownType.STRING)));
            default -> primitive();
        };
    }

    KnownType primitive() {
        return new Primitive(choice.of("int64", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "float16", "float32", "float64", "string", "bool", "time", "duration", "ip", "net", "bytes", "type"));
    }

    /// Returns a type.
    ///
    /// @param depth how many levels of others it may have inside
    KnownType type(int depth) {
        if (depth <= 0) {
            return choice.oneIn(12) ? new Symbols(List.of("foo", "bar", "baz").subList(0, 1 + choice.below(3))) : choice.oneIn(9) ? named(primitive()) : primitive();
        }
        return switch (choice.below(12)) {
            case 0, 1 -> fields(choice.below(4), () -> type(depth - 1));
            case 2, 3 -> new Array(type(depth - 1));
            case 4 -> new Distinct(type(depth - 1));
            case 5 -> new Entries(choice.oneIn(2) ? KnownType.STRING : type(depth - 1), type(depth - 1));
            case 6, 7 -> either(depth);
            case 8 -> new Failure(type(depth - 1));
            case 9 -> named(type(depth - 1));
            case 10 -> choice.oneIn(8) ? deep() : type(0);
            default -> type(0);
        };
    }

    // The names are few, so that one stands for several types.
    private Named named(KnownType type) {
        return new Named(choice.of("n1", "n2", "n3", "port", "rec"), type);
    }

    private KnownType deep() {
        KnownType type = KnownType.INT64;
        for (int i = 5 + choice.below(20); i > 0; i--) {
            type = switch (choice.below(4)) {
                case 0 -> new Array(type);
                case 1 -> new Fields(List.of(new Field("x", type)));
                case 2 -> new Entries(KnownType.STRING, type);
                default -> new Fields(List.of(new Field("x", type), new Field("y", KnownType.STRING)));
            };
        }
        return type;
    }

    private KnownType either(int depth) {
        List<KnownType> members = new ArrayList<>();
        for (int count = 2 + choice.below(3); count > 0; count--) {
            var member = type(depth - 1);
            // Unions of unions have a text that says another type.
            if (!(member instanceof Either) && !members.contains(member)) {
                members.add(member);
            }
        }
        return members.size() < 2 ? KnownType.INT64 : new Either(List.copyOf(members));
    }

    /// Returns another type for a value's fields: some left out, in another order, of other types, and some added.
    Fields changed(Fields fields) {
        var kept = new ArrayList<Field>();
        for (var field : fields.fields()) {
            switch (choice.below(6)) {
                case 0 -> { }
                case 1 -> kept.add(0, field);
                case 2 -> kept.add(new Field(field.name(), field.type() instanceof Fields inner ? changed(inner) : choice.oneIn(2) ? KnownType.STRING : common()));
                default -> kept.add(field);
            }
        }
        if (choice.oneIn(2) && kept.stream().noneMatch(field -> field.name().equals("added"))) {
            kept.add(choice.below(kept.size() + 1), new Field("added", common()));
        }
        return new Fields(List.copyOf(kept));
    }

    /// Returns values of a type, each on a line of its own, and rarely others between them.
    String rows(Fields type) {
        var out = new StringBuilder();
        boolean mixed = choice.oneIn(3);
        var other = changed(type);
        for (int count = choice.below(choice.oneIn(3) ? 3 : 25); count >= 0; count--) {
            out.append(!mixed || !choice.oneIn(4) ? row(type) : choice.oneIn(4) ? value(type(2)) : row(choice.oneIn(4) ? named(type) : other)).append('\n');
        }
        return out.toString();
    }

    /// Returns a value of a type, which may be null.
    String value(KnownType type) {
        boolean union = type.under() instanceof Either;
        if (choice.oneIn(NULLS_ONE_IN) && (!union || nullUnions)) {
            return "null(" + type.text() + ")";
        }
        return bare(type) + (isImplied(type) ? "" : "(" + type.text() + ")");
    }

    /// Returns a value of a type that is not null.
    private String row(KnownType type) {
        return bare(type) + (isImplied(type) ? "" : "(" + type.text() + ")");
    }

    private static boolean isImplied(KnownType type) {
        return switch (type) {
            case Primitive(String name) -> Set.of("int64", "float64", "string", "bool", "time", "duration", "ip", "net", "bytes", "type").contains(name);
            case Fields _, Failure _ -> true;
            default -> false;
        };
    }

    private String bare(KnownType type) {
        return switch (type) {
            case Primitive(String name) -> primitive(name);
            case Symbols(List<String> symbols) -> "%" + choice.of(symbols);
            case Fields(List<Field> fields) -> fields.stream().map(field -> KnownType.quoted(field.name()) + ":" + value(field.type())).collect(Collectors.joining(",", "{", "}"));
            case Array(KnownType element) -> "[" + choice.list(0, 3, () -> value(element)) + "]";
            case Distinct(KnownType element) -> "|[" + choice.list(0, 3, () -> value(element)) + "]|";
            case Entries(KnownType key, KnownType value) -> "|{" + choice.list(0, 2, () -> value(key) + " : " + value(value)) + "}|";
            case Either(List<KnownType> members) -> member(members.get(choice.below(members.size())));
            case Failure(KnownType wrapped) -> "error(" + value(wrapped) + ")";
            case Named(_, KnownType inner) -> bare(inner);
        };
    }

    private String member(KnownType type) {
        return nullUnions ? value(type) : row(type);
    }

    private String primitive(String name) {
        return choice.oneIn(LIMITS_ONE_IN) ? limit(name) : switch (name) {
            case "float16", "float32", "float64" -> choice.of("0.", "1.", "1.5", "-2.5", "100.", "0.25", "3.");
            case "string" -> choice.of("\"\"", "\"a\"", "\"b\"", "\"abc\"", "\"1\"", "\"a.b\"", "\"ünï\"", "\"10.0.0.1\"", "\"foo bar\"", "\"true\"", "\"x=1\"", "\"2020-01-01\"", "\"A B c\"", "\"aXbXc\"");
            case "bool" -> choice.of("true", "false");
            case "time" -> choice.of("1970-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2020-02-29T12:00:00Z", "2021-06-15T12:34:56.789Z", "2020-01-01T00:00:30Z");
            case "duration" -> choice.of("0s", "1s", "-1m", "1h30m", "2s", "1d", "100ms");
            case "ip" -> choice.of("10.0.0.1", "127.0.0.1", "192.168.1.1", "::1", "fe80::1");
            case "net" -> choice.of("10.0.0.0/8", "192.168.0.0/16", "fe80::/64");
            case "bytes" -> choice.of("0x", "0x0102", "0x616263", "0xff");
            case "type" -> choice.of("<int64>", "<{x:int64}>", "<string>", "<port=uint16>", "<[string]>");
            case "int8", "int16", "int32", "int64" -> choice.of("0", "1", "2", "3", "-1", "7", "10", "100", "-2", "5");
            default -> choice.of("0", "1", "2", "3", "80", "127", "200", "5");
        };
    }

    private String limit(String name) {
        return switch (name) {
            case "int8" -> choice.of("127", "-128");
            case "int16" -> choice.of("32767", "-32768", "255");
            case "int32" -> choice.of("2147483647", "-2147483648", "65536");
            case "int64" -> choice.of("9223372036854775807", "-9223372036854775808", "9007199254740993", "4294967296", "-9007199254740993", "1000000000000000000");
            case "uint8" -> "255";
            case "uint16" -> choice.of("65535", "256");
            case "uint32" -> choice.of("4294967295", "65536");
            case "uint64" -> choice.of("18446744073709551615", "9223372036854775808", "9223372036854775807", "4294967296");
            case "float16" -> choice.of("65504.", "-65504.", "0.00006103515625", "NaN", "+Inf", "-Inf", "-0.", "0.333251953125");
            case "float32" -> choice.of("3.4028234663852886e+38", "1.401298464324817e-45", "16777216.", "NaN", "+Inf", "-Inf", "-0.", "0.10000000149011612");
            case "float64" -> choice.of("1.7976931348623157e+308", "5e-324", "2.2250738585072014e-308", "-0.", "NaN", "+Inf", "-Inf", "0.1", "1e+21", "9007199254740993.", "9223372036854775808.", "123456.789", "1e-7", "0.30000000000000004");
            case "string" -> choice.by(() -> malformed ? '"' + choice.of("", "a", "é") + Tarn.MALFORMED + choice.of("", "b", "日") + '"' : "\"\"", () -> choice.of("\"\\u0000\"", "\"\\t\\n\"", "\"\\\"\"", "\"\\\\\"", "\"😀\"", "\"e\\u0301\"", "\"é\"", "\"ß\"", "\"İ\"", "\"ǅ\"", "\"\\u200b\"", "\"\u202eabc\"", "\"\udbff\udfff\"", "\" a \"", "\"'\"",
                "\"ΑΣ\"", "\"%41\"", "\"*\"", "\"null\"", "\"$1\"", "\"a,b,,c\"", "\"\\u007f\"", "\"\ufeff\""), () -> '"' + "abcé".repeat(1 + choice.below(90)) + '"');
            case "time" -> choice.of("1677-09-21T00:12:43.145224192Z", "2262-04-11T23:47:16.854775807Z", "1969-12-31T23:59:59.999999999Z", "1970-01-01T00:00:00.000000001Z", "2000-02-29T23:59:59.999Z", "1900-01-01T00:00:00Z", "2020-12-31T23:59:59Z");
            case "duration" -> choice.of("106751d23h47m16.854775807s", "-106751d23h47m16.854775808s", "1ns", "-1ns", "1y", "1.5s", "1us", "52w", "999ms");
            case "ip" -> choice.of("0.0.0.0", "255.255.255.255", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::1", "1:0:0:2::3");
            case "net" -> choice.of("0.0.0.0/0", "::/0", "10.0.0.1/32", "2001:db8::/32", "::1/128", "128.0.0.0/1");
            case "bytes" -> choice.of("0x00", "0xfffefd", "0xe28082", "0x" + "ab".repeat(200));
            case "type" -> choice.of("<{}>", "<(int64,string)>", "<|{string:[int64]}|>", "<error({a:int64})>", "<enum(foo,bar)>", "<rec={a:port=uint16}>", "<null>", "<|[n1=string]|>");
            default -> choice.of("true", "false");
        };
    }
}
