package dev.tarn.cli.fuzz;

/// Random expressions, most of which have operands of types that fit. What depends on when it is asked (`now`, `ksuid`, the names that
/// `typename` has seen) is left out.
final class RandomExpressions {
    /// Those that take one argument and always give the same for it.
    private static final String[] FUNCTIONS = {"abs", "base64", "ceil", "coalesce", "fields", "flatten", "floor", "has", "has_error", "hex", "is_error", "kind", "len", "log", "lower",
        "missing", "nameof", "nest_dotted", "network_of", "quiet", "round", "rune_len", "sqrt", "trim", "typeof", "typeunder", "under", "unflatten", "upper", "error", "max", "min",
        "parse_uri", "parse_zson", "int64", "uint8", "float64", "string", "bytes", "ip", "net", "time", "duration", "bool", "type", "float32", "int16"};

    private final Choice choice;
    private final RandomScopes scopes;
    private final RandomTypes types;
    private boolean declared;

    RandomExpressions(Choice choice, RandomTypes types) {
        this.choice = choice;
        this.types = types;
        this.scopes = new RandomScopes(choice, this);
    }

    /// Returns a field's name or a way to something inside one.
    String path() {
        return choice.oneIn(5) ? choice.of("r.x", "r.y", "l[0]", "l[1]", "m[\"a\"]", "r[\"x\"]", "none", "u", "this", "this[\"a\"]", "l[-1]", "r.none", "e")
            : choice.of(RandomValues.FIELDS);
    }

    /// Returns what is inside values at other values.
    RandomScopes scopes() {
        return scopes;
    }

    /// Returns declarations; from now on expressions use what they declare.
    String declarations() {
        String bodies = "const K=" + choice.of("2", "\"a\"", "[1,2]", "1+1", "{x:1}", "1s") + "\ntype kind1=" + typeName() + "\nfunc half(x): (x/2)\nfunc pick(x,k): ("
            + choice.of("x[k]", "k in x", "{k,x}", "x==k ? K : half(k)") + ")\nfunc own(x): (" + any(2) + ")\nop twice(e): (yield e,e)\nop most(f): ("
            + choice.of("put z:=f", "cut f", "yield {f}", "where has(f) | yield f") + ")\n";
        declared = true;
        return bodies;
    }

    /// Returns an operator whose name is left out or declared.
    String implied() {
        return choice.by(() -> declared ? choice.of("twice(", "most(") + choice.of("a", "s", "r", "r.x", "u") + ")" : "pass",
            () -> choice.of("z", "a", "r.x", "b", "s") + ":=" + any(2), () -> "where " + bool(2), () -> "{z:" + any(2) + "}",
            () -> aggregate(false, 1), () -> "({z:" + any(2) + "})");
    }

    private String declaredCall(int depth) {
        return choice.by(() -> "K", () -> "half(" + number(depth - 1) + ")", () -> "pick(" + any(depth - 1) + "," + any(depth - 1) + ")", () -> "own(" + any(depth - 1) + ")",
            () -> "<kind1>", () -> "cast(" + any(depth - 1) + ",<kind1>)", () -> "is(" + path() + ",<kind1>)", () -> "map(l,half)");
    }

    /// Returns an expression of any type.
    String any(int depth) {
        if (declared && depth > 0 && choice.oneIn(4)) {
            return declaredCall(depth);
        }
        if (depth <= 0) {
            return choice.oneIn(3) ? literal() : path();
        }
        return switch (choice.below(14)) {
            case 0, 1 -> path();
            case 2 -> literal();
            case 3 -> number(depth);
            case 4 -> string(depth);
            case 5 -> bool(depth);
            case 6 -> list(depth);
            case 7 -> record(depth);
            case 8 -> "(" + bool(depth - 1) + " ? " + any(depth - 1) + " : " + any(depth - 1) + ")";
            case 9 -> cast(depth);
            case 10 -> type(depth);
            case 11 -> time(depth);
            case 12 -> function(depth);
            default -> choice.of("{...r,z:", "{z:") + any(depth - 1) + "}";
        };
    }

    String literal() {
        return choice.of("0", "1", "2", "-1", "1.5", "\"a\"", "\"abc\"", "\"\"", "null", "true", "false", "1s", "10.0.0.1", "2020-01-01T00:00:00Z",
            "<int64>", "[1,2]", "|[1,2]|", "{x:1}", "|{\"a\":1}|", "0x01", "10.0.0.0/8", "error(\"bad\")", "[]", "<string>", "3", "100", "{}", "<port=uint16>", "<[int64]>", "'a'", "\"ünï\"",
            "1.", "-0.0", "9223372036854775807", "1h30m", "::1", "0x", "|{}|", "f\"{a}\"", "<null>", "{a:1,b:\"x\"}", "[1,\"a\",null]", "<(int64,string)>");
    }

    /// Returns an expression that is a number as a rule.
    String number(int depth) {
        if (depth <= 0) {
            return choice.of("a", "b", "c", "f", "1", "2", "1.5", "0", "-3", "r.x", "n", "u", "d");
        }
        return switch (choice.below(16)) {
            case 0 -> "len(" + choice.by(() -> list(depth - 1), () -> string(depth - 1), () -> any(depth - 1)) + ")";
            case 1 -> "abs(" + number(depth - 1) + ")";
            case 2 -> choice.of("floor", "ceil", "round", "sqrt", "log") + "(" + number(depth - 1) + ")";
            case 3 -> choice.of("min", "max") + "(" + choice.list(1, 3, () -> number(depth - 1)) + ")";
            case 4 -> choice.of("int64", "uint64", "float64", "int8", "uint8", "float32", "int32", "uint16") + "(" + any(depth - 1) + ")";
            case 5 -> "compare(" + any(depth - 1) + "," + any(depth - 1) + ")";
            case 6 -> "levenshtein(" + string(depth - 1) + "," + string(depth - 1) + ")";
            case 7 -> "rune_len(" + string(depth - 1) + ")";
            case 8 -> "-" + choice.of("a", "b", "c", "f", "d", "r.x");
            case 9 -> "pow(" + number(depth - 1) + "," + choice.of("2", "0", "0.5", "a") + ")";
            default -> "(" + number(depth - 1) + choice.of(" + ", " - ", " * ", " / ", " % ") + number(depth - 1) + ")";
        };
    }

    private String string(int depth) {
        if (depth <= 0) {
            return choice.of("s", "\"a\"", "\"abc\"", "r.y", "u", "\"\"", "s");
        }
        return switch (choice.below(15)) {
            case 0 -> "(" + string(depth - 1) + " + " + string(depth - 1) + ")";
            case 1 -> choice.of("upper", "lower", "trim") + "(" + string(depth - 1) + ")";
            case 2 -> "replace(" + string(depth - 1) + ",\"a\"," + string(depth - 1) + ")";
            case 3 -> "f\"x{" + any(depth - 1) + "}y\"";
            case 4 -> "string(" + any(depth - 1) + ")";
            case 5 -> "join(split(" + string(depth - 1) + ",\".\"),\"-\")";
            case 6 -> string(depth - 1) + choice.of("[0:1]", "[1:]", "[:2]", "[-1:]", "[1:1]", "[0]");
            case 7 -> "regexp_replace(" + string(depth - 1) + ",\"[a-c]\",\"<$0>\")";
            case 8 -> "typename(\"none\")";
            case 9 -> choice.of("kind", "nameof") + "(" + any(depth - 1) + ")";
            case 10 -> choice.of("hex", "base64") + "(bytes(" + string(depth - 1) + "))";
            case 11 -> "strftime(\"%Y-%m-%d\"," + choice.of("t", "2020-01-01T00:00:00Z") + ")";
            default -> string(0);
        };
    }

    /// Returns an expression that is a bool as a rule.
    String bool(int depth) {
        if (depth <= 0) {
            return choice.of("a==1", "a<b", "s==\"a\"", "true", "false", "has(a)", "c>1", "r.x==1", "u==1", "n==80", "s>\"a\"");
        }
        return switch (choice.below(15)) {
            case 0, 1 -> "(" + any(depth - 1) + choice.of("==", "!=", "<", "<=", ">", ">=") + any(depth - 1) + ")";
            case 2 -> "(" + number(depth - 1) + choice.of("==", "!=", "<", "<=", ">", ">=") + number(depth - 1) + ")";
            case 3 -> "(" + bool(depth - 1) + choice.of(" and ", " or ") + bool(depth - 1) + ")";
            case 4 -> "!(" + bool(depth - 1) + ")";
            case 5 -> "(" + any(depth - 1) + " in " + choice.by(() -> list(depth - 1), () -> any(depth - 1)) + ")";
            case 6 -> "has(" + path() + ")";
            case 7 -> "missing(" + path() + ")";
            case 8 -> choice.of("is_error", "has_error") + "(" + any(depth - 1) + ")";
            case 9 -> "is(" + path() + ",<" + typeName() + ">)";
            case 10 -> "cidr_match(10.0.0.0/8," + any(depth - 1) + ")";
            case 11 -> "grep(" + choice.of("\"a\"", "/[ab]/", "a*") + "," + path() + ")";
            case 12 -> "bool(" + any(depth - 1) + ")";
            default -> bool(0);
        };
    }

    private String list(int depth) {
        if (depth <= 0) {
            return choice.of("l", "m", "[1,2,3]", "l", "[]", "|[1]|");
        }
        return switch (choice.below(10)) {
            case 0, 1 -> "[" + choice.list(0, 3, () -> any(depth - 1)) + "]";
            case 2 -> "|[" + choice.list(1, 3, () -> any(depth - 1)) + "]|";
            case 3 -> "|{" + any(depth - 1) + ":" + any(depth - 1) + "}|";
            case 4 -> "l" + choice.of("[0:1]", "[1:]", "[:2]", "[-2:]", "[5:]");
            case 5 -> "split(" + string(depth - 1) + "," + choice.of("\".\"", "\"\"", "\"a\"") + ")";
            case 6 -> "[...l," + any(depth - 1) + "]";
            case 7 -> "fields(" + choice.of("this", "r") + ")";
            case 8 -> "flatten(" + choice.of("this", "r", "{p:{q:a}}") + ")";
            default -> list(0);
        };
    }

    private String record(int depth) {
        return switch (choice.below(8)) {
            case 0, 1 -> "{x:" + any(depth - 1) + "}";
            case 2 -> "{p:" + any(depth - 1) + ",q:" + any(depth - 1) + "}";
            case 3 -> "{...this,p:" + any(depth - 1) + "}";
            case 4 -> "unflatten(flatten(" + choice.of("this", "r") + "))";
            case 5 -> "nest_dotted({\"x.y\":" + any(depth - 1) + ",\"x.z\":1})";
            case 6 -> choice.of("shape", "cast", "crop", "fill", "order") + "(" + choice.of("this", "r", "{x:a,y:s}") + ",<{x:" + typeName() + ",y:string}>)";
            default -> "this";
        };
    }

    String typeName() {
        // The parser of queries has no enums.
        var random = types.type(2).text();
        return choice.oneIn(3) && !random.contains("enum") ? random : choice.of("port=uint16", "{a:int64,s:string}", "{r:{x:float64}}", "[string]", "|{string:int64}|", "error(string)", "point={x:int64}", "{l:[float64]}",
            "bytes", "net", "float32", "int8", "uint64", "null", "type", "rec={a:float64,b:string}", "{u:(int64,string)}", "[{x:string}]", "{a:string}", "(float64,string)",
            "int64", "string", "float64", "uint8", "time", "[int64]", "{x:int64}", "ip", "duration", "(int64,string)", "|[int64]|", "bool");
    }

    String cast(int depth) {
        return choice.by(() -> choice.of("time", "duration", "ip", "net", "string", "int64", "bool", "type") + "(" + any(depth - 1) + ")",
            () -> choice.of("cast", "cast", "shape", "fill", "crop", "fit", "order") + "(" + any(depth - 1) + ",<" + typeName() + ">)",
            () -> "cast(null,<" + typeName() + ">)");
    }

    private String type(int depth) {
        return choice.of("typeof", "typeunder", "under", "kind", "nameof", "quiet", "error") + "(" + any(depth - 1) + ")";
    }

    private String time(int depth) {
        return choice.by(() -> "(t " + choice.of("+", "-") + " " + choice.of("d", "1h", "1s") + ")", () -> "bucket(" + choice.of("t", "d", "a") + ","
            + choice.of("1h", "5s", "1m") + ")", () -> "time(" + any(depth - 1) + ")", () -> "(t - t)");
    }

    String function(int depth) {
        return choice.by(() -> arguments(depth), () -> arguments(depth), () -> texts(depth),
            () -> "coalesce(" + choice.list(1, 3, () -> any(depth - 1)) + ")",
            () -> "network_of(" + choice.of("ip", "10.1.2.3") + choice.of("", ",255.255.0.0", ",8") + ")",
            () -> "parse_zson(string(" + path() + "))",
            () -> "regexp(\"(a)(b)?\"," + string(depth - 1) + ")",
            () -> "nest_dotted(" + any(depth - 1) + ")",
            () -> "(over " + choice.of("l", "m", "r", "this", "a") + " | " + choice.of("sum(this)", "count()", "collect(this)", "yield this", "head 1", "max(this)") + ")",
            () -> "map(" + choice.of("l", "[1,2]") + "," + choice.of("upper", "abs", "typeof", "string") + ")",
            () -> "parse_uri(\"http://a.b/c?d=\" + " + string(0) + ")",
            () -> "(" + scopes.lateral(path(), 1) + ")",
            () -> choice.of(FUNCTIONS) + "(" + choice.by(() -> path(), () -> "cast(null,<" + typeName() + ">)") + ")",
            () -> choice.of("upper", "len", "abs", "split", "log", "floor", "base64", "hex", "trim", "rune_len", "fields", "ksuid", "nest_dotted", "flatten",
                "unflatten", "network_of", "round", "sqrt") + "(" + any(depth - 1) + ")");
    }

    private String arguments(int depth) {
        return choice.by(() -> choice.of("split", "join", "regexp", "grep", "replace", "levenshtein", "cidr_match", "network_of", "bucket", "pow", "compare", "min", "max", "is", "cast",
                "shape", "fill", "crop", "fit", "order", "grok", "strftime", "coalesce") + "(" + any(depth - 1) + "," + any(depth - 1) + ")",
            () -> choice.of("replace", "regexp_replace", "coalesce", "min", "max") + "(" + any(depth - 1) + "," + any(depth - 1) + "," + any(depth - 1) + ")",
            () -> choice.of("every(1h)", "compare(" + any(depth - 1) + "," + any(depth - 1) + "," + choice.of("true", "false") + ")", "typeof(this)", "is(<{a:int64}>)", "missing(none.x)",
                "nameof(this)", "has(r.x,a)", "has(a,none)", "fields(r)[0]", "l[a]", "m[a]", "r[s]", "l[a:b]", "s[a:b]", "this[s]", "l[0].x", "l[f]", "m[r.x]", "error({a})", "under(e)",
                "e.on", "e.message", "under(u)", "typeunder(n)", "is_error(e)", "quiet(none)", "kind(e)", "[...l,...l]", "{...r,...this}", "|[...l]|", "[...m]", "{...r,x:r.x}",
                "{a,b}", "{r.x,y:1}", "r in [r]", "a in l", "s in [s,\"b\"]", "n in [80]", "ip in 10.0.0.0/8", "10.0.0.0/8", "a in this", "a ? 1 : 2", "!a", "-s", "a.b.c", "t.x",
                "\"a\" in s", "f\"{f\"{a}\"}\"", "f\"\"", "f\"{{a}}\"", "l==l", "r==r", "this==this", "m==m", "n==80", "u==u", "e==e", "r<r", "l<l", "t<t", "ip<ip", "d*2", "d/2", "d/d", "t+1", "d%1s"));
    }

    private String texts(int depth) {
        return choice.by(() -> "grok(\"" + choice.of("%{WORD:w}", "%{INT:i} %{GREEDYDATA:rest}", "%{IP:ip}", "a(?P<x>b)", "%{NOTHERE:x}") + "\"," + string(depth - 1) + ")",
            () -> "strftime(\"" + choice.of("%H:%M:%S", "%A %B %d %y", "%j %U %%", "%Q", "%s %L", "") + "\"," + time(depth - 1) + ")",
            () -> "parse_uri(" + choice.of("\"http://u:p@h:80/p/q?a=1&a=2#f\"", "\"x:y\"", "\"\"", "\"//h\"", "\"http://[::1]/\"", "s", "\"%zz\"") + ")",
            () -> choice.of("hex", "base64") + "(" + choice.of("\"616263\"", "\"YWJj\"", "\"zz\"", "s", "0x0102", "\"\"") + ")",
            () -> "regexp(\"" + choice.of("(a)|(b)", "^$", ".", "(?P<n>a)", "(", "a*") + "\"," + string(depth - 1) + ")",
            () -> "regexp_replace(" + string(depth - 1) + ",\"" + choice.of("(a)(b)?", "", ".", "^", "[") + "\",\"" + choice.of("$1", "${1}x", "$0$0", "", "$$", "$n") + "\")",
            () -> "split(" + choice.of("\"a,b,,c\"", "s", "\"\"") + "," + choice.of("\",\"", "\"\"", "\",,\"") + ")",
            () -> choice.of("levenshtein(s,\"ab\")", "rune_len(\"ünï\")", "trim(\" x \")", "upper(s)+lower(s)", "len(s)", "string(this)", "nest_dotted()", "flatten()", "join(split(s,\"\"),\"/\")"));
    }

    /// Returns an aggregate.
    ///
    /// @param ordered whether one may depend on the order of its values
    String aggregate(boolean ordered, int depth) {
        String filter = choice.oneIn(5) ? " where " + bool(1) : "";
        if (choice.oneIn(4)) {
            return "count()" + filter;
        }
        if (ordered && choice.oneIn(4)) {
            return choice.of("any", "collect", "avg", "sum", "fuse") + "(" + any(depth) + ")" + filter;
        }
        return choice.by(() -> choice.of("count", "union", "dcount", "and", "or") + "(" + choice.by(() -> any(depth), () -> bool(1)) + ")",
            () -> choice.of("min", "max", "sum", "avg") + "(" + choice.of("a", "b", "r.x", "n", "d", "t", "u", "a*b", "len(s)") + ")",
            () -> choice.of("min", "max", "dcount", "union") + "(" + choice.of("c", "s", "ip", "l", "r", "this", "e", "m") + ")",
            () -> "count(" + choice.of("a", "none", "e", "r.x", "u") + ")",
            () -> !ordered ? "count()" : "collect_map(|{" + choice.of("a", "s", "u", "n") + ":" + choice.of("1", "a", "s") + "}|)") + filter;
    }
}
