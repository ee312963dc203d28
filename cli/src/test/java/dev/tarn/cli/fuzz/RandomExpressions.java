package dev.tarn.cli.fuzz;

/// Random expressions, most of which have operands of types that fit. What depends on when it is asked (`now`, `ksuid`, the names that
/// `typename` has seen) is left out.
final class RandomExpressions {
    private final Choice choice;

    RandomExpressions(Choice choice) {
        this.choice = choice;
    }

    /// Returns a field's name or a way to something inside one.
    String path() {
        return choice.oneIn(5) ? choice.of("r.x", "r.y", "l[0]", "l[1]", "m[\"a\"]", "r[\"x\"]", "none", "u", "this", "this[\"a\"]", "l[-1]", "r.none", "e")
            : choice.of(RandomValues.FIELDS);
    }

    /// Returns an expression of any type.
    String any(int depth) {
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
            "<int64>", "[1,2]", "|[1,2]|", "{x:1}", "|{\"a\":1}|", "0x01", "10.0.0.0/8", "error(\"bad\")", "[]", "<string>", "3", "100");
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

    private String typeName() {
        return choice.of("int64", "string", "float64", "uint8", "time", "[int64]", "{x:int64}", "ip", "duration", "(int64,string)", "|[int64]|", "bool");
    }

    private String cast(int depth) {
        return choice.by(() -> choice.of("time", "duration", "ip", "net", "string", "int64", "bool", "type") + "(" + any(depth - 1) + ")",
            () -> "cast(" + any(depth - 1) + ",<" + typeName() + ">)");
    }

    private String type(int depth) {
        return choice.of("typeof", "typeunder", "under", "kind", "nameof", "quiet", "error") + "(" + any(depth - 1) + ")";
    }

    private String time(int depth) {
        return choice.by(() -> "(t " + choice.of("+", "-") + " " + choice.of("d", "1h", "1s") + ")", () -> "bucket(" + choice.of("t", "d", "a") + ","
            + choice.of("1h", "5s", "1m") + ")", () -> "time(" + any(depth - 1) + ")", () -> "(t - t)");
    }

    private String function(int depth) {
        return choice.by(() -> "coalesce(" + choice.list(1, 3, () -> any(depth - 1)) + ")",
            () -> "network_of(" + choice.of("ip", "10.1.2.3") + choice.of("", ",255.255.0.0", ",8") + ")",
            () -> "parse_zson(" + string(depth - 1) + ")",
            () -> "regexp(\"(a)(b)?\"," + string(depth - 1) + ")",
            () -> "nest_dotted(" + any(depth - 1) + ")",
            () -> "(over " + choice.of("l", "m", "r", "this", "a") + " | " + choice.of("sum(this)", "count()", "collect(this)", "yield this", "head 1", "max(this)") + ")",
            () -> "map(" + choice.of("l", "[1,2]") + "," + choice.of("upper", "abs", "typeof", "string") + ")",
            () -> "parse_uri(\"http://a.b/c?d=\" + " + string(0) + ")",
            () -> choice.of("upper", "len", "abs", "split", "log", "floor", "base64", "hex", "trim", "rune_len", "fields", "ksuid", "nest_dotted", "flatten",
                "unflatten", "network_of", "round", "sqrt") + "(" + any(depth - 1) + ")");
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
            () -> choice.of("min", "max", "sum") + "(" + choice.of("a", "b", "c", "r.x", "n", "d", "t", "u", "a*b", "len(s)") + ")") + filter;
    }
}
