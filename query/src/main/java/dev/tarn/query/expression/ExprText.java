package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.type.TypeText;
import dev.tarn.model.type.TypeValue;
import java.util.List;
import java.util.stream.Collectors;

/// Writes expressions of a plan as a query has them, with parentheses around every operation inside another.
final class ExprText {
    private ExprText() {}

    static String of(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var value) -> literal(value);
            case Expr.This _ -> "this";
            case Expr.Field(Expr.This _, var name) -> field("this", name);
            case Expr.Field(var record, var name) -> field(inner(record), name);
            case Expr.Variable(_, var name) -> name;
            case Expr.Not(var operand) -> "!" + inner(operand);
            case Expr.Negate(var operand) -> "-" + inner(operand);
            case Expr.And(var left, var right) -> inner(left) + " and " + inner(right);
            case Expr.Or(var left, var right) -> inner(left) + " or " + inner(right);
            case Expr.Compare(var comparison, var left, var right) ->
                inner(left) + " " + comparison.symbol() + " " + inner(right);
            case Expr.Calculate(var arithmetic, var left, var right) ->
                inner(left) + " " + arithmetic.symbol() + " " + inner(right);
            case Expr.In(var item, var container) -> inner(item) + " in " + inner(container);
            case Expr.Conditional(var condition, var then, var otherwise) ->
                inner(condition) + " ? " + inner(then) + " : " + inner(otherwise);
            case Expr.Call(var function, var arguments) -> function + "(" + list(arguments) + ")";
            case Expr.UserCall(var function, var arguments) -> function + "(" + list(arguments) + ")";
            case Expr.MapElements(var list, var body) -> "map(" + of(list) + ", " + of(body) + ")";
            case Expr.Index(var container, var index) -> inner(container) + "[" + of(index) + "]";
            case Expr.Slice(var container, var from, var to) ->
                inner(container) + "[" + from.map(ExprText::of).orElse("") + ":" + to.map(ExprText::of).orElse("") + "]";
            case Expr.MakeRecord(var items) -> items.stream().map(ExprText::item).collect(Collectors.joining(",", "{", "}"));
            case Expr.MakeArray(var items) -> items.stream().map(ExprText::item).collect(Collectors.joining(",", "[", "]"));
            case Expr.MakeSet(var items) -> items.stream().map(ExprText::item).collect(Collectors.joining(",", "|[", "]|"));
            case Expr.MakeMap(var entries) -> entries.stream()
                    .map(entry -> of(entry.key()) + ":" + of(entry.value()))
                    .collect(Collectors.joining(",", "|{", "}|"));
            case Expr.FormattedText(var parts) -> parts.stream().map(ExprText::part).collect(Collectors.joining("", "f\"", "\""));
            case Expr.Match(var value, var regexp) -> inner(value) + " ~ /" + regexp + "/";
            case Expr.Search(var pattern, var value) -> "grep(" + pattern(pattern) + ", " + of(value) + ")";
            case Expr.SearchDynamic(var pattern, var value) -> "grep(" + of(pattern) + ", " + of(value) + ")";
            case Expr.External external -> external.toString();
        };
    }

    private static String inner(Expr expr) {
        return switch (expr) {
            case Expr.Not _, Expr.Negate _, Expr.And _, Expr.Or _, Expr.Compare _, Expr.Calculate _, Expr.In _,
                    Expr.Conditional _, Expr.Match _ -> "(" + of(expr) + ")";
            default -> of(expr);
        };
    }

    private static String list(List<Expr> arguments) {
        return arguments.stream().map(ExprText::of).collect(Collectors.joining(", "));
    }

    private static String field(String record, String name) {
        String bare = TypeText.quoteUnlessIdentifier(name);
        return bare.startsWith("\"") ? record + "[" + bare + "]" : record.equals("this") ? bare : record + "." + bare;
    }

    private static String item(Expr.RecordItem item) {
        return switch (item) {
            case Expr.RecordItem.Named(var name, var value) -> TypeText.quoteUnlessIdentifier(name) + ":" + of(value);
            case Expr.RecordItem.Spread(var value) -> "..." + inner(value);
        };
    }

    private static String item(Expr.ListItem item) {
        return item.spread() ? "..." + inner(item.value()) : of(item.value());
    }

    private static String part(Expr part) {
        return part instanceof Expr.Literal(var value) && value.type() == PrimitiveType.STRING
                ? value.asString()
                : "{" + of(part) + "}";
    }

    private static String pattern(SearchPattern pattern) {
        return switch (pattern) {
            case SearchPattern.Text(var text) -> TypeText.quote(text);
            case SearchPattern.Term(var text, _) -> text;
            case SearchPattern.Regexp(var regexp) -> "/" + regexp + "/";
            case SearchPattern.Glob(var glob) -> glob;
        };
    }

    private static String literal(Value value) {
        return Zson.format(value);
    }
}
