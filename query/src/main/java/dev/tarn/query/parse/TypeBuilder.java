package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Span;
import dev.tarn.query.ast.TypeExpression;
import dev.tarn.query.parse.grammar.ZedParser;
import dev.tarn.query.parse.grammar.ZedParserBaseVisitor;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/// Makes the nodes of types from the parse tree.
final class TypeBuilder extends ZedParserBaseVisitor<TypeExpression> {

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
        return context.accept(this);
    }

    @Override
    public TypeExpression visitNamedType(ZedParser.NamedTypeContext context) {
        Span span = Spans.of(context);
        String name = Spans.identifier(context.ID().getSymbol());
        boolean error = context.ERROR_OPEN() != null;
        if (error && !name.equals("error")) {
            problems.add("expected a type, found " + name + "(", Spans.of(context.ID().getSymbol()));
        }
        if (error) {
            return new TypeExpression.Error(type(context.type()), span);
        }
        if (!PRIMITIVES.contains(name)) {
            return named(name, context.type(), span);
        }
        if (context.ASSIGN() != null) {
            problems.add("expected a name that is not the name of a primitive type, found " + name, span);
        }
        return new TypeExpression.Primitive(name, span);
    }

    @Override
    public TypeExpression visitQuotedType(ZedParser.QuotedTypeContext context) {
        return named(Escapes.unquote(context.STRING().getText()), context.type(), Spans.of(context));
    }

    private TypeExpression named(String name, ZedParser.TypeContext definition, Span span) {
        return definition == null ? new TypeExpression.Named(name, span)
                : new TypeExpression.Definition(name, type(definition), span);
    }

    @Override
    public TypeExpression visitUnionType(ZedParser.UnionTypeContext context) {
        return new TypeExpression.Union(Spans.each(context.type(), this::type), Spans.of(context));
    }

    @Override
    public TypeExpression visitRecordType(ZedParser.RecordTypeContext context) {
        return new TypeExpression.Record(Spans.each(context.typeField(), this::field), Spans.of(context));
    }

    @Override
    public TypeExpression visitArrayType(ZedParser.ArrayTypeContext context) {
        return new TypeExpression.Array(type(context.type()), Spans.of(context));
    }

    @Override
    public TypeExpression visitSetType(ZedParser.SetTypeContext context) {
        return new TypeExpression.Set(type(context.type()), Spans.of(context));
    }

    @Override
    public TypeExpression visitMapType(ZedParser.MapTypeContext context) {
        return new TypeExpression.Map(type(context.type(0)), type(context.type(1)), Spans.of(context));
    }

    private TypeExpression.Field field(ZedParser.TypeFieldContext context) {
        Token name = context.start;
        String text = context.STRING() != null ? Escapes.unquote(name.getText()) : Spans.identifier(name);
        return new TypeExpression.Field(new Ast.Name(text, Spans.of(name)), type(context.type()), Spans.of(context));
    }
}
