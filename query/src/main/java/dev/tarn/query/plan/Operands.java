package dev.tarn.query.plan;

import dev.tarn.query.expression.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Takes expressions apart.
public final class Operands {
    private Operands() {}

    /// Returns the expressions right inside an expression that are evaluated for the same row as it is.
    ///
    /// None for an [Expr.External]; the body of a [Expr.MapElements], which sees elements, is left out.
    public static List<Expr> of(Expr expr) {
        return switch (expr) {
            case Expr.Literal _, Expr.This _, Expr.Variable _, Expr.External _ -> List.of();
            case Expr.Field(var record, _) -> List.of(record);
            case Expr.Not(var operand) -> List.of(operand);
            case Expr.Negate(var operand) -> List.of(operand);
            case Expr.And(var left, var right) -> List.of(left, right);
            case Expr.Or(var left, var right) -> List.of(left, right);
            case Expr.Compare(_, var left, var right) -> List.of(left, right);
            case Expr.Calculate(_, var left, var right) -> List.of(left, right);
            case Expr.In(var item, var container) -> List.of(item, container);
            case Expr.Conditional(var condition, var then, var otherwise) -> List.of(condition, then, otherwise);
            case Expr.Call(_, var arguments) -> arguments;
            case Expr.UserCall(_, var arguments) -> arguments;
            case Expr.MapElements(var list, _) -> List.of(list);
            case Expr.Index(var container, var index) -> List.of(container, index);
            case Expr.Slice slice -> ofSlice(slice);
            case Expr.MakeRecord(var items) -> items.stream().map(Expr.RecordItem::value).toList();
            case Expr.MakeArray(var items) -> items.stream().map(Expr.ListItem::value).toList();
            case Expr.MakeSet(var items) -> items.stream().map(Expr.ListItem::value).toList();
            case Expr.MakeMap(var entries) -> ofMap(entries);
            case Expr.FormattedText(var parts) -> parts;
            case Expr.Match(var value, _) -> List.of(value);
            case Expr.Search(_, var value) -> List.of(value);
            case Expr.SearchDynamic(var pattern, var value) -> List.of(pattern, value);
        };
    }

    private static List<Expr> ofSlice(Expr.Slice slice) {
        var operands = new ArrayList<Expr>();
        operands.add(slice.container());
        slice.from().ifPresent(operands::add);
        slice.to().ifPresent(operands::add);
        return operands;
    }

    private static List<Expr> ofMap(List<Expr.MapEntry> entries) {
        var operands = new ArrayList<Expr>();
        for (var entry : entries) {
            operands.add(entry.key());
            operands.add(entry.value());
        }
        return operands;
    }

    /// Returns whether an expression or one inside it meets a condition, bodies of [Expr.MapElements] included.
    public static boolean any(Expr expr, Predicate<Expr> condition) {
        if (condition.test(expr) || expr instanceof Expr.MapElements(_, var body) && any(body, condition)) {
            return true;
        }
        for (var operand : of(expr)) {
            if (any(operand, condition)) {
                return true;
            }
        }
        return false;
    }
}
