package dev.tarn.query.plan;

import dev.tarn.query.expression.Expr;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Makes expressions of others, with parts replaced.
public final class Replacement {
    private final Function<Expr, Optional<Expr>> replacement;

    private Replacement(Function<Expr, Optional<Expr>> replacement) {
        this.replacement = replacement;
    }

    /// Returns an expression with every part replaced that has a replacement, the outermost first.
    ///
    /// The body of a [Expr.MapElements], which sees elements, is left as it is, and so is an [Expr.External] without a replacement.
    public static Expr in(Expr expr, Function<Expr, Optional<Expr>> replacement) {
        return new Replacement(replacement).of(expr);
    }

    private List<Expr> of(List<Expr> exprs) {
        return exprs.stream().map(this::of).toList();
    }

    private Expr of(Expr expr) {
        return replacement.apply(expr).orElseGet(() -> inside(expr));
    }

    private Expr inside(Expr expr) {
        return switch (expr) {
            case Expr.Literal _, Expr.This _, Expr.Variable _, Expr.External _ -> expr;
            case Expr.Field(var record, var name) -> new Expr.Field(of(record), name);
            case Expr.Not(var operand) -> new Expr.Not(of(operand));
            case Expr.Negate(var operand) -> new Expr.Negate(of(operand));
            case Expr.And(var left, var right) -> new Expr.And(of(left), of(right));
            case Expr.Or(var left, var right) -> new Expr.Or(of(left), of(right));
            case Expr.Compare(var comparison, var left, var right) -> new Expr.Compare(comparison, of(left), of(right));
            case Expr.Calculate(var arithmetic, var left, var right) -> new Expr.Calculate(arithmetic, of(left), of(right));
            case Expr.In(var item, var container) -> new Expr.In(of(item), of(container));
            case Expr.Conditional(var condition, var then, var otherwise) ->
                new Expr.Conditional(of(condition), of(then), of(otherwise));
            case Expr.Call(var function, var arguments) -> new Expr.Call(function, of(arguments));
            case Expr.UserCall(var function, var arguments) -> new Expr.UserCall(function, of(arguments));
            case Expr.MapElements(var list, var body) -> new Expr.MapElements(of(list), body);
            case Expr.Index(var container, var index) -> new Expr.Index(of(container), of(index));
            case Expr.Slice(var container, var from, var to) -> new Expr.Slice(of(container), from.map(this::of), to.map(this::of));
            case Expr.MakeRecord(var items) -> new Expr.MakeRecord(items.stream().map(this::item).toList());
            case Expr.MakeArray(var items) -> new Expr.MakeArray(items(items));
            case Expr.MakeSet(var items) -> new Expr.MakeSet(items(items));
            case Expr.MakeMap(var entries) -> new Expr.MakeMap(entries.stream()
                    .map(entry -> new Expr.MapEntry(of(entry.key()), of(entry.value()))).toList());
            case Expr.FormattedText(var parts) -> new Expr.FormattedText(of(parts));
            case Expr.Match(var value, var regexp) -> new Expr.Match(of(value), regexp);
            case Expr.Search(var pattern, var value) -> new Expr.Search(pattern, of(value));
            case Expr.SearchDynamic(var pattern, var value) -> new Expr.SearchDynamic(of(pattern), of(value));
        };
    }

    private Expr.RecordItem item(Expr.RecordItem item) {
        return switch (item) {
            case Expr.RecordItem.Named(var name, var value) -> new Expr.RecordItem.Named(name, of(value));
            case Expr.RecordItem.Spread(var value) -> new Expr.RecordItem.Spread(of(value));
        };
    }

    private List<Expr.ListItem> items(List<Expr.ListItem> items) {
        return items.stream().map(item -> new Expr.ListItem(of(item.value()), item.spread())).toList();
    }
}
