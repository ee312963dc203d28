package dev.tarn.cli.fuzz;

import java.util.StringJoiner;

/// Random pipelines. None of them depends on an order that is not specified: what is behind a `summarize`, a `fork` or a `join`
/// does not ask for the first values or for those beside each other.
final class RandomQueries {
    /// The file that queries read beside their input.
    static final String FILE = "other.zng";

    private static final int CALLS_ONE_IN = Integer.getInteger("tarn.fuzz.calls", 4);

    private final Choice choice;
    private final RandomExpressions expressions;
    private final RandomCalls calls;
    private final RandomStatements statements;
    private boolean ordered = true;

    RandomQueries(Choice choice, RandomTypes types) {
        this.choice = choice;
        this.expressions = new RandomExpressions(choice, types);
        this.calls = new RandomCalls(choice, expressions, types);
        this.statements = new RandomStatements(choice, expressions);
    }

    /// Returns a query.
    String query() {
        if (choice.oneIn(60)) {
            return sql();
        }
        if (choice.oneIn(CALLS_ONE_IN)) {
            return calls();
        }
        if (choice.oneIn(12)) {
            ordered = false;
            return statements.program();
        }
        String declarations = choice.oneIn(5) ? expressions.declarations() : "";
        var pipeline = new StringJoiner(" | ", declarations, "");
        if (choice.oneIn(30)) {
            pipeline.add(file());
        }
        for (int count = choice.below(3); count >= 0; count--) {
            pipeline.add(operator());
        }
        return pipeline.toString();
    }

    private String calls() {
        ordered = false;
        return choice.by(calls::functions, calls::functions, calls::aggregates, () -> "over " + choice.of("l", "this", "m", "[a,s,u,n]", "r") + " => (" + calls.aggregates() + ")",
            () -> "over " + choice.of("l", "this", "m", "u") + " with a => (" + calls.functions() + ")");
    }

    /// Returns whether the query's answer has an order.
    boolean ordered() {
        return ordered;
    }

    private String operator() {
        return switch (choice.below(28)) {
            case 0, 1, 2, 3 -> "yield " + choice.list(1, 3, () -> expressions.any(3));
            case 4, 5 -> "where " + expressions.bool(3);
            case 6 -> search();
            case 7 -> "cut " + choice.list(1, 3, () -> assignment(false));
            case 8 -> "put " + choice.list(1, 2, () -> assignment(true));
            case 9 -> "drop " + choice.list(1, 2, () -> choice.of("a", "b", "s", "r.x", "l", "none", "n", "r.y", "u"));
            case 10 -> "rename " + choice.of("z:=a", "r.z:=r.x", "a:=b", "y:=s,z:=c", "z:=a,y:=z", "r.x:=r.y", "b:=a,a:=c", "z:=u", "m:=l");
            case 11, 12 -> sort();
            case 13 -> ordered ? choice.of("head", "tail") + choice.of("", " 1", " 3", " 10") : "pass";
            case 14 -> ordered ? choice.of("uniq", "uniq -c", "cut a | uniq -c") : "pass";
            case 15, 16, 17 -> summarize();
            case 18 -> over();
            case 19 -> branch();
            case 20 -> ordered ? choice.by(() -> choice.of("fuse", "top 3 a", "top 2 c,a", "top 3 this", "top 2 s,this", "top 4 a,c,this"), this::sample) : "assert " + expressions.bool(2);
            case 22 -> explode();
            case 23 -> expressions.implied();
            case 24 -> choice.of("shape", "cast", "fill", "crop", "fit", "order") + "(<" + expressions.typeName() + ">)";
            case 21 -> nested();
            case 25 -> "over " + choice.of("l", "this", "m") + " => (over this => (" + lateral() + "))";
            case 26 -> join();
            case 27 -> choice.by(() -> choice.of("pass", "output main"), this::debug, () -> "yield " + expressions.function(2), () -> "yield " + expressions.cast(2));
            default -> "over " + choice.of("l", "r", "this", "m") + " => (" + lateral() + ")";
        };
    }

    private String nested() {
        ordered = false;
        return expressions.scopes().over(2);
    }

    private String debug() {
        ordered = false;
        return choice.of("debug", "debug {a}");
    }

    private String sample() {
        ordered = false;
        return "sample";
    }

    private String explode() {
        return choice.oneIn(2) ? "explode " + choice.list(1, 2, () -> expressions.any(1)) + " by " + expressions.typeName() + choice.of(" as v", " as a.b", "") : "explode " + choice.list(1, 2, () -> choice.of("a", "b", "s", "r", "l", "this", "m", "u", "r.x")) + " by "
            + choice.of("int64", "string", "float64", "port=uint16", "time", "uint8") + choice.of(" as v", " as a.b", "");
    }

    private String join() {
        ordered = false;
        if (choice.oneIn(2)) {
            return joinOfAny();
        }
        String key = choice.of("a", "s", "n", "c", "r.x", "u");
        String other = choice.of("b", "a", "k");
        return "fork (=> " + choice.of("sort ", "sort -r ", "put q:=1 | sort ") + key + " => yield {" + other + ":" + key + ",w:c,s} | sort " + other + ") | "
            + choice.of("", "left ", "right ", "anti ", "inner ") + "join on " + key + "=" + other + choice.of("", " z:=w", " w", " hit:=w,s2:=s", " s");
    }

    /// Returns a join by what may not be sorted, of what may have no keys, or of a file.
    private String joinOfAny() {
        var legs = choice.by(() -> "fork (=> " + leg() + " => " + leg() + ") | ", () -> "");
        var kind = choice.of("", "left ", "right ", "anti ", "inner ") + "join ";
        var other = legs.isEmpty() ? "(file " + FILE + " | " + leg() + ") " : "";
        var key = choice.by(() -> choice.of("a", "s", "c", "r.x", "this.a", "this[\"s\"]", "this", "u", "l", "k"), () -> expressions.any(1));
        return (legs.isEmpty() && choice.oneIn(2) ? "sort a | " : "") + legs + kind + other + "on " + key + "="
            + (choice.oneIn(3) ? key : choice.by(() -> choice.of("a", "b", "k", "this.a", "this.b", "m", "r.x", "this"), () -> expressions.any(1)))
            + choice.of("", " z:=a", " s", " z", " hit:=r,s2:=s", " q:=this", " r.z:=s");
    }

    private String leg() {
        return choice.by(() -> choice.of("pass", "sort a", "sort -r a", "sort b", "cut a,s,r,m", "cut b,a,k,m", "where a==1", "sort -r k", "put k:=a | sort k", "yield {a:b,b:a,s}", "sort this", "sort c", "sort s",
                "count() by a", "yield {k:a,s},{k:b,s}", "sort a,s", "sort -nulls first a"), this::simple);
    }

    /// Returns a source.
    private String file() {
        ordered = false;
        return choice.by(() -> "file " + FILE, () -> "file " + FILE + " | " + leg(), () -> "from (file " + FILE + " => " + leg() + " file " + FILE + " => " + leg() + ")");
    }

    /// Returns a query that the reference takes for a search.
    private String sql() {
        ordered = false;
        return choice.by(() -> "SELECT a, count() AS n FROM rec WHERE " + expressions.bool(1) + " GROUP BY a",
            () -> "SELECT " + choice.of("*", "a", "a, s AS t", "count(*)") + " FROM rec" + choice.of("", " WHERE a > 0", " WHERE s = 'a'"),
            () -> "SELECT s, max(a) AS m FROM rec GROUP BY s HAVING m > 1",
            () -> "SELECT x.a, y.b FROM rec x JOIN rec y ON x.a = y.a");
    }

    private String search() {
        return choice.by(() -> choice.of("? ", "search ", "") + term(2), () -> "where (" + choice.of("grep(/a/)", "grep(\"a\")", "grep(\"foo\",r)", "grep(/X/,s)", "has_error(this)", "grep(\"A\",this)", "grep(a*)", "grep(/(?i)a/,l)") + ")",
            () -> "search " + choice.of("a", "s", "*", "r.x", "l", "u", "n") + choice.of("==", "!=", "<", ">", "<=", ">=", " in ") + choice.of("1", "\"a\"", "1.5", "10.0.0.1", "80", "[1,2]", "10.0.0.0/8", "-1", "null"),
            () -> "search " + expressions.bool(1));
    }

    private String term(int depth) {
        if (depth > 0 && choice.oneIn(2)) {
            return choice.by(() -> term(depth - 1) + choice.of(" ", " and ", " or ") + term(depth - 1), () -> "not " + term(depth - 1), () -> "(" + term(depth - 1) + ")", () -> "!" + term(depth - 1));
        }
        return choice.of("a", "foo", "1", "*", "a*b*c", "/^a/", "/[0-9]+\\.[0-9]/", "10.*", "\"\"", "x", "null", "-1", "80", "\"abc\"", "/b/", "a*", "1.5", "1s", "::1", "10.0.0.0/8", "ABC", "10.0.0.1", "/b.c/", "true", "*b",
            "*.*", "/(?i)A/", "/\\pL{3}/", "/[[:upper:]]+/", "/a$/", "/^$/", "/^.b/", "0x0102", "2020-01-01T00:00:00Z", "<int64>", "\"x y\"", "'a'", "a.b", "/日/", "ünï", "\\u0061", "f*=b*", "\"foo=bar\"", "foo\\=bar", "a\\*",
            "c>1", "s==\"a\"", "a in [1,2]", "grep(/b/,s)", "has(a)", "1 in this", "\"a\" in l", "a==1", "not_there", "_", "/\\//", "1h30m", "127", "00", "1.0", "1e20", "256", "9223372036854775807", "18446744073709551615", "false");
    }

    private String assignment(boolean named) {
        return named || choice.oneIn(2) ? choice.of("a", "z", "r.x", "r.w", "q", "p.q") + ":=" + expressions.any(2)
            : choice.of("a", "b", "s", "r.x", "r.y", "none", "l", "u", "c");
    }

    private String sort() {
        // Values that are equal in order stay in theirs, so a sort of what has no order gives none.
        return "sort " + choice.of("", "-r ", "-nulls first ", "-nulls last ", "-r -nulls first ") + choice.list(1, 3, () -> choice.by(
            () -> choice.of("a", "b", "s", "c", "f", "t", "r.x", "this", "n", "u", "l", "m", "e", "ip"), () -> expressions.any(1)) + choice.of("", "", " asc", " desc"));
    }

    private String summarize() {
        var by = choice.oneIn(4) ? "" : " by " + choice.list(1, 2, () -> choice.of("a", "s", "b", "r", "u", "c", "n", "l", "t", "typeof(this)", "k:=a%2", "r.x",
            "k:=" + expressions.any(1)));
        String aggregates = choice.list(1, 2, () -> choice.of("", "x:=", "y:=") + expressions.aggregate(ordered, 2));
        ordered &= by.isEmpty();
        return choice.of("summarize ", "summarize ", "") + aggregates + by + (by.isEmpty() || !choice.oneIn(8) ? "" : " with -limit " + (1 + choice.below(100)));
    }

    private String over() {
        return "over " + choice.list(1, 2, () -> choice.of("l", "r", "this", "m", "a", "u", "[a,b]", "e")) + choice.of("", " with a", " with k=a", " with k=a,q=s") + " => ("
            + lateral() + ")";
    }

    private String lateral() {
        return choice.by(() -> choice.of("count()", "sum(this)", "collect(this)", "yield this", "head 1", "sort this", "where this==1", "yield {a:this}", "max(this)",
            "union(this)", "tail 1", "where this>1 | count()", "count() by this | sort this", "uniq", "sort -r this | head 2", "yield this,this", "put z:=1", "cut a",
            "over this => (count())", "fuse", "uniq -c", "top 1 this", "min(this),max(this)", "collect(this) | yield len(collect)", "has(a)", "rename z:=a", "drop a",
            "count() where this>1", "switch (case is(<int64>) => yield 1 default => pass) | count()"), () -> "yield " + expressions.any(2), () -> "where " + expressions.bool(2));
    }

    private String branch() {
        String result = choice.by(() -> "switch (case " + expressions.bool(2) + " => " + simple() + " case " + expressions.bool(1) + " => " + simple()
                + " default => " + simple() + ")",
            () -> "switch (case " + expressions.bool(1) + " => " + steps() + " case " + expressions.bool(2) + " => " + steps() + ")",
            () -> "switch " + expressions.any(1) + " (case " + expressions.any(1) + " => " + steps() + " case " + expressions.literal() + " => " + steps()
                + choice.of("", " default => " + steps()) + ")",
            () -> "fork (=> " + steps() + " => " + steps() + " => " + steps() + ")",
            () -> "switch a (case 1 => " + simple() + " case 2 => " + simple() + " default => pass)",
            () -> "switch s (case \"a\" => " + simple() + " case upper(\"b\") => " + simple() + choice.of("", " default => put q:=s") + ")",
            () -> "fork (=> " + simple() + " => " + simple() + ")" + choice.of("", "", " | combine", " | count()"),
            () -> "fork (=> " + choice.of("where a==1", "pass") + " | sort a => sort a) | merge a | cut a",
            () -> "fork (=> sort a => sort a) | " + choice.of("", "left ", "right ", "anti ", "inner ") + "join on a=a " + choice.of("", "z:=b", "s", "q:=r.x"));
        ordered = false;
        return result;
    }

    private String steps() {
        return choice.by(this::simple, () -> simple() + " | " + simple(), () -> expressions.scopes().over(1), () -> "put z:=" + expressions.any(2) + " | " + simple(),
            () -> choice.of("shape", "cast", "fill", "crop", "fit", "order") + "(this,<" + expressions.typeName() + ">)", this::explode, () -> "fork (=> " + simple() + " => " + simple() + ")");
    }

    private String simple() {
        return choice.by(() -> choice.of("yield a", "pass", "put z:=1", "cut a,s", "where a==1", "count()", "yield {v:this}", "drop a", "over l", "sum(a) by s", "fuse", "a"),
            () -> "yield " + expressions.any(1), () -> "where " + expressions.bool(1));
    }
}
