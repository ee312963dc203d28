package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Span;
import dev.tarn.query.ast.TypeExpression;
import dev.tarn.query.parse.grammar.ZedParser;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/// Makes the nodes of types from the parse tree.
final class TypeBuilder {

    private static final Set<String> PRIMITIVES = Set.of("uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32",
            "int64", "float16", "float32", "float64", "bool", "string", "duration", "time", "bytes", "ip", "net", "type",
            "null");

    private final Problems problems;

    TypeBuilder(Problems problems) {
        this.problems = problems;
    }

    Expression.TypeValue typeValue(ZedParser.TypeValueContext context) {
        return new Expression.TypeValue(type(context.type()), Spans.of(context));
    }

    TypeExpression type(ZedParser.TypeContext context) {
        Span span = Spans.of(context);
        return switch (context) {
            case ZedParser.ErrorTypeContext c -> {
                if (!c.ID().getText().equals("error")) {
                    problems.add("expected a type, found " + c.ID().getText() + "(", Spans.of(c.ID().getSymbol()));
                }
                yield new TypeExpression.Error(type(c.type()), span);
            }
            case ZedParser.NamedTypeContext c -> named(c, span);
            case ZedParser.UnionTypeContext c -> new TypeExpression.Union(Spans.each(c.type(), this::type), span);
            case ZedParser.RecordTypeContext c ->
                    new TypeExpression.Record(Spans.each(c.typeField(), this::field), span);
            case ZedParser.ArrayTypeContext c -> new TypeExpression.Array(type(c.type()), span);
            case ZedParser.SetTypeContext c -> new TypeExpression.Set(type(c.type()), span);
            case ZedParser.MapTypeContext c -> new TypeExpression.Map(type(c.type(0)), type(c.type(1)), span);
            default -> throw new IllegalStateException("no type: " + context.getClass());
        };
    }

    private TypeExpression named(ZedParser.NamedTypeContext context, Span span) {
        boolean quoted = context.STRING() != null;
        String name = quoted ? Escapes.unquote(context.STRING().getText()) : Spans.identifier(context.ID().getSymbol());
        if (!quoted && PRIMITIVES.contains(name)) {
            if (context.ASSIGN() != null) {
                problems.add("expected a name that is not the name of a primitive type, found " + name, span);
            }
            return new TypeExpression.Primitive(name, span);
        }
        return context.type() == null ? new TypeExpression.Named(name, span)
                : new TypeExpression.Definition(name, type(context.type()), span);
    }

    private TypeExpression.Field field(ZedParser.TypeFieldContext context) {
        Token name = context.start;
        String text = context.STRING() != null ? Escapes.unquote(name.getText()) : Spans.identifier(name);
        return new TypeExpression.Field(new Ast.Name(text, Spans.of(name)), type(context.type()), Spans.of(context));
    }
}
