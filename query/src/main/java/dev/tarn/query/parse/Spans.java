package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/// Reads places, names and lists off the parse tree.
final class Spans {

    private Spans() {}

    static Span of(Token token) {
        return new Span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    static Span of(ParserRuleContext context) {
        return new Span(context.start.getStartIndex(), context.stop.getStopIndex() + 1);
    }

    /// Returns what `build` makes of each context. A loop, because the frames of a stream on every level of nesting are many.
    static <C, T> List<T> each(List<C> contexts, Function<? super C, ? extends T> build) {
        List<T> built = new ArrayList<>(contexts.size());
        for (C context : contexts) {
            built.add(build.apply(context));
        }
        return built;
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
