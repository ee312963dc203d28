package dev.tarn.cli.fuzz;

import java.util.StringJoiner;

/// Random lateral scopes, inside each other and with names for what is outside. They ask for an order only where there is one.
final class RandomScopes {
    private final Choice choice;
    private final RandomExpressions expressions;

    RandomScopes(Choice choice, RandomExpressions expressions) {
        this.choice = choice;
        this.expressions = expressions;
    }

    /// Returns an operator.
    ///
    /// @param depth how many scopes may be inside its own
    String over(int depth) {
        return "over " + choice.list(1, 2, this::source) + with() + " => (" + body(depth, choice.of(" | ", " |> ")) + ")";
    }

    /// Returns what may stand in parentheses as an expression.
    ///
    /// @param depth how many scopes may be inside its own
    String lateral(String source, int depth) {
        return "over " + source + with() + " | " + body(depth, " | ");
    }

    private String source() {
        return choice.of("l", "r", "this", "m", "a", "u", "[a,b]", "e", "s", "[{k:a,v:s},{k:b,v:s}]", "|[a,s]|", "{k:[a,b]}", "none", "[this]", "k");
    }

    private String with() {
        return choice.of("", "", " with a", " with k=a", " with k=a,q=s", " with k=this", " with k={a,s}", " with k=l", " with a=r.x,s");
    }

    private String body(int depth, String between) {
        var pipeline = new StringJoiner(between);
        for (int count = choice.below(2); count > 0; count--) {
            pipeline.add(inner(depth));
        }
        return pipeline.add(last(depth)).toString();
    }

    /// Returns an operator that keeps an order.
    private String inner(int depth) {
        return choice.by(() -> choice.of("yield {k,this}", "yield {k,v:this}", "where this==k", "yield this,k", "head 2", "sort this", "put k:=k", "where a==k", "put z:=k", "tail 1", "yield [this,k]",
                "cut k", "where has(this)", "yield q", "yield {...this,k}"),
            () -> "yield " + expressions.any(1), () -> "where " + expressions.bool(1), () -> depth > 0 ? over(depth - 1) : "pass");
    }

    private String last(int depth) {
        return choice.by(() -> inner(depth), () -> choice.of("collect(this)", "count()", "sum(this)", "union(this)", "collect({k,v:this})", "any(k)", "count() by k", "collect(this) where this!=k", "max(k),count()",
                "count() by typeof(this)", "yield k", "fork (=> pass => count()) | sort this", "switch (case this==k => yield \"k\" default => yield \"none\") | count() by this", "fuse", "count() | yield {k,count}",
                "switch k (case 1 => yield 1 default => yield this) | count()", "sort -r this | collect(this)", "explode this by int64 as x", "uniq", "and(this==k)"),
            () -> expressions.aggregate(true, 1));
    }
}
