package dev.tarn.cli.fuzz;

import java.util.StringJoiner;

/// Random pipelines. None of them depends on an order that is not specified: what is behind a `summarize`, a `fork` or a `join`
/// does not ask for the first values or for those beside each other.
final class RandomQueries {
    private final Choice choice;
    private final RandomExpressions expressions;
    private boolean ordered = true;

    RandomQueries(Choice choice) {
        this.choice = choice;
        this.expressions = new RandomExpressions(choice);
    }

    /// Returns a query.
    String query() {
        var pipeline = new StringJoiner(" | ");
        for (int count = choice.below(3); count >= 0; count--) {
            pipeline.add(operator());
        }
        return pipeline.toString();
    }

    /// Returns whether the query's answer has an order.
    boolean ordered() {
        return ordered;
    }

    private String operator() {
        return switch (choice.below(22)) {
            case 0, 1, 2, 3 -> "yield " + choice.list(1, 2, () -> expressions.any(3));
            case 4, 5 -> "where " + expressions.bool(3);
            case 6 -> search();
            case 7 -> "cut " + choice.list(1, 3, () -> assignment(false));
            case 8 -> "put " + choice.list(1, 2, () -> assignment(true));
            case 9 -> "drop " + choice.list(1, 2, () -> choice.of("a", "b", "s", "r.x", "l", "none"));
            case 10 -> "rename " + choice.of("z:=a", "r.z:=r.x", "a:=b", "y:=s,z:=c");
            case 11, 12 -> sort();
            case 13 -> ordered ? choice.of("head", "tail") + choice.of("", " 1", " 3", " 10") : "pass";
            case 14 -> ordered ? choice.of("uniq", "uniq -c", "cut a | uniq -c") : "pass";
            case 15, 16, 17 -> summarize();
            case 18 -> over();
            case 19 -> branch();
            case 20 -> ordered ? choice.by(() -> choice.of("fuse", "top 3 a", "yield {a,b,s} | explode a,b by int64 as v"), this::sample) : "assert a==1";
            default -> "over " + choice.of("l", "r", "this", "m") + " => (" + lateral() + ")";
        };
    }

    private String sample() {
        ordered = false;
        return "sample";
    }

    private String search() {
        return choice.by(() -> "search " + choice.of("a", "\"abc\"", "ABC", "1", "10.0.0.1", "a*", "/b.c/", "x", "true", "80", "foo"),
            () -> "search " + choice.of("a", "s", "*", "r.x") + choice.of("==", "!=", "<", ">") + choice.of("1", "\"a\"", "1.5", "10.0.0.1", "80"),
            () -> "search " + choice.of("not a", "a or 1", "a and b", "not (1 or x)"),
            () -> "search " + expressions.bool(1));
    }

    private String assignment(boolean named) {
        return named || choice.oneIn(2) ? choice.of("a", "z", "r.x", "r.w", "q", "p.q") + ":=" + expressions.any(2)
            : choice.of("a", "b", "s", "r.x", "r.y", "none", "l", "u", "c");
    }

    private String sort() {
        // Values that are equal in order stay in theirs, so a sort of what has no order gives none.
        return "sort " + choice.of("", "-r ", "-nulls first ", "-nulls last ") + choice.list(1, 2, () -> choice.by(
            () -> choice.of("a", "b", "s", "c", "f", "t", "r.x", "this", "n", "u"), () -> expressions.any(1)));
    }

    private String summarize() {
        var by = choice.oneIn(4) ? "" : " by " + choice.list(1, 2, () -> choice.of("a", "s", "b", "r", "u", "c", "n", "l", "t", "typeof(this)", "k:=a%2", "r.x",
            "k:=" + expressions.any(1)));
        String aggregates = choice.list(1, 2, () -> choice.of("", "x:=", "y:=") + expressions.aggregate(ordered, 2));
        ordered &= by.isEmpty();
        return "summarize " + aggregates + by;
    }

    private String over() {
        return "over " + choice.list(1, 2, () -> choice.of("l", "r", "this", "m", "a", "u", "[a,b]", "e")) + choice.of("", " with a", " with k=a") + " => ("
            + lateral() + ")";
    }

    private String lateral() {
        return choice.by(() -> choice.of("count()", "sum(this)", "collect(this)", "yield this", "head 1", "sort this", "where this==1", "yield {a:this}", "max(this)",
            "union(this)", "tail 1", "where this>1 | count()", "count() by this | sort this", "uniq"), () -> "yield " + expressions.any(2));
    }

    private String branch() {
        String result = choice.by(() -> "switch (case " + expressions.bool(2) + " => " + simple() + " case " + expressions.bool(1) + " => " + simple()
                + " default => " + simple() + ")",
            () -> "switch a (case 1 => " + simple() + " case 2 => " + simple() + " default => pass)",
            () -> "fork (=> " + simple() + " => " + simple() + ")",
            () -> "fork (=> sort a => sort a) | " + choice.of("", "left ", "right ", "anti ", "inner ") + "join on a=a " + choice.of("", "z:=b", "s", "q:=r.x"));
        ordered = false;
        return result;
    }

    private String simple() {
        return choice.of("yield a", "pass", "put z:=1", "cut a,s", "where a==1", "count()", "yield {v:this}", "drop a");
    }
}
