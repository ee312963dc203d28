package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/// Reads places and names off tokens.
final class Spans {

    private Spans() {}

    static Span of(Token token) {
        return new Span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    static Span of(ParserRuleContext context) {
        return new Span(context.start.getStartIndex(), context.stop.getStopIndex() + 1);
    }

    static Ast.Name name(Token identifier) {
        return new Ast.Name(identifier(identifier), of(identifier));
    }

    /// Returns the name that an identifier stands for: `\true` is the name `true`.
    static String identifier(Token token) {
        String text = token.getText();
        return text.startsWith("\\") ? text.substring(1) : text;
    }
}
