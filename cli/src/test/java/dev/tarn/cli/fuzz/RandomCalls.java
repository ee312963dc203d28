package dev.tarn.cli.fuzz;

import java.util.List;

/// Random calls of every function and aggregate, several in a query, with as many arguments as they take, whose types fit or not.
final class RandomCalls {
    /// A function and what its arguments should be, a letter each: `s` string, `n` number, `t` time, `d` duration, `b` bytes, `i` ip,
    /// `w` net, `l` array or set, `r` record, `y` type, `a` anything, `c` a constant string with a pattern, `g` one for grok, `f` one for
    /// strftime, `u` a URI, `z` ZSON; small ones may be left out.
    private static final List<String> FUNCTIONS = List.of("abs n", "base64 b", "base64 s", "bucket td", "bucket nd", "bucket dd", "cast ay", "cast ay", "ceil n", "cidr_match wi", "cidr_match wa", "coalesce aaa",
        "compare aa", "compare aal", "crop ry", "crop ay", "error a", "fields r", "fill ry", "fill ay", "flatten r", "floor n", "grok gs", "has a", "has_error a", "hex b", "hex s", "is y", "is ay", "is_error a",
        "join ls", "kind a", "len a", "levenshtein ss", "log n", "lower s", "missing a", "nameof a", "nest_dotted r", "network_of i", "network_of ii", "network_of in", "order ry", "order ay", "parse_uri u",
        "parse_zson z", "pow nn", "quiet a", "regexp cs", "regexp_replace scs", "replace sss", "round n", "rune_len s", "shape ry", "shape ay", "split ss", "sqrt n", "strftime ft", "trim s", "typeof a",
        "typeunder a", "under a", "unflatten l", "upper s", "fit ry", "fit ay", "min nnn", "max nnn", "min aa", "max aa", "bool a", "uint8 a", "uint16 a", "uint32 a", "uint64 a", "int8 a", "int16 a", "int32 a",
        "int64 a", "float16 a", "float32 a", "float64 a", "string a", "bytes a", "ip a", "net a", "time a", "duration a", "type a", "ip s", "net s", "time s", "duration s", "type s", "bool s", "time n",
        "duration n", "uint64 n", "int8 s", "float64 s", "bytes s");

    private static final List<String> AGGREGATES = List.of("and", "any", "avg", "collect", "count", "dcount", "fuse", "max", "min", "or", "sum", "union");

    private final Choice choice;
    private final RandomExpressions expressions;
    private final RandomTypes types;

    RandomCalls(Choice choice, RandomExpressions expressions, RandomTypes types) {
        this.choice = choice;
        this.expressions = expressions;
        this.types = types;
    }

    /// Returns an operator that yields the results of several calls.
    String functions() {
        return "yield " + choice.list(3, 6, this::function);
    }

    /// Returns an operator with several aggregates of values that may have any type; they may depend on the order of these.
    String aggregates() {
        String by = choice.of("", "", "", " by a", " by s", " by typeof(this)", " by k:=kind(a)", " by u,n", " by k:=" + value());
        return "summarize " + choice.list(1, 4, () -> "x" + choice.below(1000) + ":=" + aggregate()) + by;
    }

    private String aggregate() {
        String filter = choice.oneIn(4) ? " where " + expressions.bool(1) : "";
        String name = choice.of(AGGREGATES);
        if (choice.oneIn(12)) {
            return "collect_map(" + choice.by(() -> "|{" + value() + ":" + value() + "}|", () -> "m", this::value) + ")" + filter;
        }
        return name + "(" + (name.equals("count") && choice.oneIn(3) ? "" : choice.by(this::value, this::value, () -> fitting(choice.of("n", "l", "s", "t", "d").charAt(0)))) + ")" + filter;
    }

    /// Returns an expression with an operator, whose operands may have any type.
    private String operation() {
        return choice.by(() -> "(" + operand() + choice.of(" + ", " - ", " * ", " / ", " % ") + operand() + ")", () -> "(" + operand() + choice.of("==", "<", "<=", ">", ">=", "==", " in ") + operand() + ")",
            () -> "(" + operand() + choice.of(" and ", " or ") + operand() + ")", () -> choice.of("-", "!") + "(" + operand() + ")", () -> "(" + operand() + " ? " + value() + " : " + value() + ")",
            () -> "(" + operand() + ")[" + operand() + "]", () -> "(" + operand() + ")[" + choice.of("", "0", "1", "-1", "2", "a", "b", "-3", "5") + ":" + choice.of("", "0", "1", "-1", "2", "a", "b", "4", "c") + "]",
            () -> "(" + value() + ")." + choice.of("x", "a", "b", "on", "message"), () -> "f\"" + choice.of("", "x") + "{" + value() + "}" + choice.of("", " {" + expressions.path() + "}", "\\{}") + "\"",
            () -> "{..." + value() + choice.of(",x:1", ",a:s", "", ",...r", ",s") + "}", () -> "[" + choice.of("", "a,") + "..." + fitting('l') + choice.of(",s", "", ",...m") + "]", () -> "|[..." + fitting('l') + "," + value() + "]|",
            () -> "|{" + value() + ":" + value() + "," + value() + ":" + value() + "}|", () -> "(over " + value() + choice.of(" | ", " with k=a | ") + choice.of("collect(this)", "sum(this)", "count() by this | collect(this)", "yield {this}", "head 1",
                "sort this | collect(this)", "where this>1 | count()", "union(typeof(this))", "max(this),min(this)", "yield this+1 | collect(this)") + ")",
            () -> "(typeof(" + value() + ")==" + "<" + expressions.typeName() + ">)", () -> "cast(" + value() + "," + argument('y') + ")", () -> "this[" + choice.of("s", "\"a\"", "\"s\"", "a", "lower(s)") + "]");
    }

    private String operand() {
        return choice.by(this::value, this::value, () -> fitting(choice.of("s", "n", "t", "d", "i", "l", "b").charAt(0)));
    }

    private String function() {
        if (choice.oneIn(4)) {
            return operation();
        }
        if (choice.oneIn(10)) {
            return choice.by(() -> "map(" + argument('l') + "," + choice.of("upper", "abs", "typeof", "string", "len", "kind", "is_error", "missing", "under", "quiet", "int64", "error", "trim", "hex", "fields") + ")",
                () -> "grep(" + choice.of("\"a\"", "/[ab]/", "a*", "*.*", "\"1\"", "/^$/", "/(?i)B/", "\"10\"") + choice.of("", "," + value()) + ")",
                () -> "has(" + expressions.path() + "," + expressions.path() + ")", () -> "missing(" + expressions.path() + "," + expressions.path() + ")",
                () -> "every(" + choice.of("1h", "1s", "1d") + ")", () -> "compare(" + value() + "," + value() + "," + choice.of("true", "false", "a", "null") + ")",
                () -> "unflatten([{key:" + argument('s') + ",value:" + value() + "},{key:" + choice.of("[\"p\",\"q\"]", "\"p\"", "[]", "l") + ",value:" + value() + "}])",
                () -> "nest_dotted({\"a.b\":" + value() + ",\"a.c.d\":" + value() + choice.of("", ",z:1", ",\"b.c\":s") + "})", () -> "cast(" + value() + "," + choice.of("\"nn\"", "s") + ")");
        }
        var signature = choice.of(FUNCTIONS).split(" ");
        var arguments = signature[1];
        int count = choice.oneIn(150) ? choice.below(4) : arguments.length();
        var text = new StringBuilder(signature[0]).append('(');
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(argument(arguments.charAt(i % arguments.length())));
        }
        return text.append(')').toString();
    }

    private String argument(char kind) {
        // A type is asked for when the query is compiled.
        return kind != 'y' && choice.oneIn(4) ? value() : fitting(kind);
    }

    /// Returns a value of any type: most often a field, for these have random types.
    private String value() {
        return choice.by(expressions::path, expressions::path, () -> choice.of(RandomValues.FIELDS), () -> choice.of("this", "this[\"a\"]", "l[0]", "m[\"a\"]", "r.x", "u", "none", "quiet(none)", "e"), expressions::literal,
            () -> "cast(" + choice.of("null", "null", "a", "s", "r", "l") + ",<" + expressions.typeName() + ">)", () -> "error(" + expressions.path() + ")",
            () -> choice.of("[a,s]", "{x:a,y:s}", "|[a,s,u]|", "|{a:s}|", "[u,u]", "[e]", "{a:none}", "[null,a]", "{...this}", "[...l]"),
            () -> "parse_zson(" + quoted(types.value(types.type(2))) + ")");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String fitting(char kind) {
        return switch (kind) {
            case 's' -> choice.of("s", "s", "string(a)", "\"a\"", "\"abc\"", "\"\"", "\" a.b \"", "\"ünï\"", "r.y", "cast(null,<string>)", "cast(s,<nm=string>)", "\"2020-01-01\"", "\"1\"", "\"-1.5e3\"", "\"10.0.0.0/8\"", "\"::1\"",
                "\"1h\"", "\"true\"", "\"<int64>\"", "\"a,b\"", "\"\\u0000\"", "\"日本\"", "\"616263\"", "\"YWJj\"", "\"0x12\"", "\"int64\"", "\"Jan 2 2006 3:04pm\"", "\"1.5d\"", "\"{a:int64}\"");
            case 'n' -> choice.of("a", "b", "c", "f", "n", "u", "r.x", "1", "0", "-1", "2.5", "uint8(a)", "int8(b)", "float32(f)", "cast(null,<int64>)", "cast(null,<float32>)", "-0.0", "100", "1e300", "9223372036854775807",
                "uint64(\"18446744073709551615\")", "-9223372036854775808", "NaN", "+Inf", "cast(a,<port=uint16>)", "d", "t");
            case 't' -> choice.of("t", "t", "2020-02-29T23:59:59.123456789Z", "cast(null,<time>)", "time(a)", "1969-12-31T23:59:59Z", "cast(t,<st=time>)", "1677-09-21T00:12:44Z");
            case 'd' -> choice.of("d", "d", "1h", "1s", "0s", "-1m", "cast(null,<duration>)", "90", "duration(a)", "1.5", "1d12h", "7");
            case 'b' -> choice.of("bytes(s)", "0x0102", "0x", "cast(null,<bytes>)", "0xff00fe");
            case 'i' -> choice.of("ip", "ip", "10.1.2.3", "::1", "255.255.0.0", "255.0.255.0", "cast(null,<ip>)", "fe80::1", "ffff:ffff::", "0.0.0.0");
            case 'w' -> choice.of("10.0.0.0/8", "0.0.0.0/0", "fe80::/64", "cast(null,<net>)", "network_of(ip)", "10.0.0.1/32", "::/0");
            case 'l' -> choice.of("l", "l", "m", "[s,\"a\"]", "[\"a\",\"b\"]", "[]", "[a,b]", "|[s]|", "cast(null,<[string]>)", "[u]", "flatten(this)", "flatten(r)", "[1,\"a\"]", "cast([],<[string]>)", "[null,s]");
            case 'r' -> choice.of("this", "this", "r", "{x:a,y:s}", "{r,a}", "{}", "cast(null,<{x:int64,y:string}>)", "{\"x.y\":a}", "{l,u}", "{p:{q:a,r:s},e}", "cast(r,<rn={x:float64}>)", "{a:s,b:a}");
            case 'y' -> "<" + expressions.typeName() + ">";
            case 'c' -> choice.of("\"a\"", "/[a-c]+/", "\"(a)(b)?\"", "/^/", "/$/", "\"\"", "/(?i)A|b/", "\"\\\\w+\"", "/./", "s", "/(?P<x>b)|c/", "\"\\\\pL\"", "/a*/", "/\\bx/");
            case 'g' -> choice.of("\"%{WORD:w}\"", "\"%{INT:i}\"", "\"%{NUMBER:n:float} %{GREEDYDATA:g}\"", "\"%{IP}\"", "\"a\"", "\"\"", "s", "\"%{WORD}\"", "\"%{NUMBER:n:int}\"");
            case 'f' -> choice.of("\"%Y-%m-%dT%H:%M:%S\"", "\"%A %a %B %b %c\"", "\"%D %d %e %F %H %I %j\"", "\"%k %l %M %m %n %p\"", "\"%R %r %S %T %t\"", "\"%U %u %V %v %W %w %X %x %Y %y %Z %z\"", "\"%%\"", "\"%C %h\"", "s", "\"%\"",
                "\"x\"");
            case 'u' -> choice.of("s", "\"http://u:p@h:80/p/q?a=1&a=2&b#f\"", "\"mailto:x@y\"", "\"/a%20b?c=%zz\"", "\"//h\"", "\"http://[::1]:99999/\"", "\"h:1\"", "\"?a;b\"", "\"#\"", "\"a b\"", "\"http://h:x/\"");
            case 'z' -> choice.by(() -> "s", () -> "string(a)", () -> quoted(types.value(types.type(3))), () -> quoted(expressions.literal()));
            default -> value();
        };
    }
}
