package dev.tarn.cli.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Random values as ZSON texts: mostly records whose fields have the names that [RandomQueries] asks for, and in most of them the
/// types that it expects.
final class RandomValues {
    static final List<String> FIELDS = List.of("a", "b", "c", "f", "s", "t", "d", "ip", "l", "m", "r", "u", "e", "n");

    private static final String[] STRINGS = {
        "\"\"", "\"a\"", "\"b\"", "\"abc\"", "\"ABC\"", "\"a.b\"", "\"x y\"", "\"ünï\"", "\"1\"", "\"10.0.0.1\"", "\"2020-01-01T00:00:00Z\"", "\"1.5\"",
        "\"{a:1}\"", "\"日本\"", "\"foo=bar\""};
    private static final String[] INTEGERS = {"0", "1", "2", "3", "-1", "5", "7", "100", "127", "128", "255", "256", "-128", "65536",
        "9223372036854775807", "-9223372036854775808"};
    private static final String[] TYPED_INTEGERS = {"1(uint8)", "255(uint8)", "2(int8)", "-128(int8)", "3(uint16)", "7(int32)", "-2147483648(int32)",
        "5(uint64)", "18446744073709551615(uint64)", "1(int16)", "4(uint32)"};
    private static final String[] FLOATS = {"0.", "1.", "1.5", "-2.5", "3.14", "1e+20", "NaN", "+Inf", "-Inf", "0.1", "2.(float32)", "1.5(float16)", "100."};
    private static final String[] TIMES = {"1970-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2021-06-15T12:34:56.789Z", "1969-12-31T23:59:59Z"};
    private static final String[] DURATIONS = {"0s", "1s", "-1m", "1h30m", "100ns", "1d"};
    private static final String[] ADDRESSES = {"10.0.0.1", "192.168.1.1", "::1", "fe80::1", "127.0.0.1"};
    private static final String[] NULLS = {"null", "null(int64)", "null(string)", "null(float64)", "null([int64])", "null({x:int64})", "null(time)", "null(ip)",
        "null(bool)", "null(uint8)", "null(type)", "null(bytes)", "null(duration)", "null(net)", "null(port=uint16)", "null(enum(foo,bar))", "null(error(string))", "null(|[string]|)", "null(|{string:int64}|)"};
    private static final String[] OTHERS = {"true", "false", "0x0102", "0x", "10.0.0.0/8", "<int64>", "<{x:int64}>", "<port=uint16>", "error(\"bad\")",
        "error({message:\"m\",on:1})", "error(\"missing\")", "error(\"quiet\")", "%foo(enum(foo,bar))", "80(port=uint16)", "443(port=uint16)", "\"s\"(=name)",
        "{x:1}(=point)", "[1,2](=list)", "80(port=int64)", "{a:{b:{c:1}}}", "[[1],[2,null(int64)]]", "|[[1],[2]]|", "|{{x:1}:[1]}|", "{u:1((int64,string))}", "[{a:1},{b:2}]",
        "|[\"a\",1]|", "|{\"a\":1,2:\"b\"}|", "{\"x.y\":1}", "1(either=(int64,string))", "[](=empty)",
        "1(day=int32)", "1.5(ratio=float64)", "{key:[\"a\",\"b\"],value:1}", "1970-01-01T00:00:00Z(=stamp)", "<error(string)>", "<enum(a,b)>", "<|{string:int64}|>", "-1s", "|{}|", "{}"};
    private static final String NULL_UNION = "null((int64,string))";

    private final Choice choice;

    private final RandomTypes types;

    // The reference hangs on them.
    private final boolean nulls;

    RandomValues(Choice choice, RandomTypes types) {
        this.choice = choice;
        this.types = types;
        nulls = choice.oneIn(8);
    }

    /// A field of records.
    ///
    /// @param value makes texts of its values
    private record Field(String name, Supplier<String> value) {}

    /// Returns values, each on a line of its own.
    String values() {
        var out = new StringBuilder();
        var shapes = new ArrayList<List<Field>>();
        boolean typed = choice.oneIn(2);
        for (int i = 0; i <= choice.below(3); i++) {
            shapes.add(shape(typed));
        }
        for (int count = choice.below(choice.oneIn(3) ? 3 : 25); count >= 0; count--) {
            out.append(choice.oneIn(8) ? (typed && choice.oneIn(2) ? types.value(types.type(3)) : any(2)) : record(shapes.get(choice.below(shapes.size())))).append('\n');
        }
        return out.toString();
    }

    /// Returns fields of records.
    ///
    /// @param typed whether some have types that nothing expects
    private List<Field> shape(boolean typed) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i <= choice.below(6); i++) {
            names.add(choice.of(FIELDS));
        }
        var shuffled = new ArrayList<>(names);
        if (choice.oneIn(3)) {
            Collections.reverse(shuffled);
        }
        return shuffled.stream().map(name -> field(name, typed && choice.oneIn(2))).toList();
    }

    private Field field(String name, boolean typed) {
        if (!typed) {
            return new Field(name, () -> choice.oneIn(12) ? any(1) : ofField(name));
        }
        var type = types.type(2);
        return new Field(name, () -> types.value(type));
    }

    private String record(List<Field> fields) {
        var out = new StringBuilder("{");
        for (var field : fields) {
            out.append(out.length() == 1 ? "" : ",").append(field.name()).append(':').append(field.value().get());
        }
        return out.append(choice.oneIn(20) ? "}(=rec)" : "}").toString();
    }

    private String ofField(String name) {
        return switch (name) {
            case "a", "b" -> choice.of("0", "1", "2", "3", "null(int64)", choice.of(INTEGERS));
            case "c" -> choice.by(() -> choice.of(INTEGERS), () -> choice.of(TYPED_INTEGERS), () -> choice.of(FLOATS));
            case "f" -> choice.of(FLOATS);
            case "s" -> choice.of("\"a\"", "\"b\"", "null(string)", choice.of(STRINGS));
            case "t" -> choice.of(TIMES);
            case "d" -> choice.of(DURATIONS);
            case "ip" -> choice.of(ADDRESSES);
            case "l" -> choice.by(() -> "[" + choice.list(0, 4, () -> choice.of("1", "2", "3", "null(int64)")) + "]", () -> array(1));
            case "m" -> choice.by(() -> "|{" + entries() + "}|", () -> "|[" + choice.list(1, 4, () -> choice.of("1", "2", "3")) + "]|");
            case "r" -> choice.of("{x:1,y:\"p\"}", "{x:2,y:\"q\"}", "{x:3}", "{x:null(int64),y:null(string)}", "{y:\"z\",x:1}", "null({x:int64,y:string})", "{}");
            case "u" -> choice.of("1((int64,string))", "\"a\"((int64,string))", nulls ? NULL_UNION : "3((int64,string))", "2((int64,string))", "\"a\"((float64,string))");
            case "e" -> choice.of("1", "error(\"bad\")", "error(\"missing\")", "error({message:\"m\",on:1})");
            default -> choice.of("80(port=uint16)", "443(port=uint16)", "80(uint16)", "null(port=uint16)");
        };
    }

    private String entries() {
        var out = new StringBuilder();
        for (var key : List.of("\"a\"", "\"b\"", "\"c\"")) {
            if (choice.oneIn(2)) {
                out.append(out.isEmpty() ? "" : ",").append(key).append(':').append(choice.of("1", "2"));
            }
        }
        return out.isEmpty() ? "\"k\":0" : out.toString();
    }

    private String array(int depth) {
        return "[" + choice.list(0, 4, () -> any(depth - 1)) + "]";
    }

    /// Returns a value of any type.
    String any(int depth) {
        if (depth > 0 && choice.oneIn(3)) {
            return choice.by(() -> array(depth), () -> record(shape(false)), () -> "|[" + choice.list(1, 3, () -> choice.of(INTEGERS)) + "]|",
                () -> "error(" + any(depth - 1) + ")");
        }
        return choice.by(() -> choice.of(STRINGS), () -> choice.of(INTEGERS), () -> choice.of(TYPED_INTEGERS), () -> choice.of(FLOATS),
            () -> choice.of(TIMES), () -> choice.of(DURATIONS), () -> choice.of(ADDRESSES), () -> nulls && choice.oneIn(8) ? NULL_UNION : choice.of(NULLS), () -> choice.of(OTHERS), () -> choice.of(OTHERS));
    }
}
