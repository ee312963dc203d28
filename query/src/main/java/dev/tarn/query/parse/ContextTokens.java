package dev.tarn.query.parse;

import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;

/// Makes the tokens of a query for the parser.
///
/// What a character means depends on its [Place] (see ZedLexer.g4). The tokens themselves lead from place to place, with a
/// stack of the open brackets, each with the operator it belongs to. The parser never steers this, so that it may look
/// ahead as far as it wants, and a syntax error leaves the tokens behind it sound.
final class ContextTokens {

    private final Lexemes lexemes;
    private final TokenWriter out;
    private final LegTokens legs;
    private final ValueTokens values;
    private final OperatorTokens operators;
    private final SourceTokens sources;

    private ContextTokens(String text) {
        lexemes = new Lexemes(text);
        Nesting nesting = new Nesting();
        Lookahead lookahead = new Lookahead(lexemes, nesting);
        Keywords keywords = new Keywords(lexemes, lookahead);
        out = new TokenWriter(lexemes, nesting);
        legs = new LegTokens(lexemes, keywords, out);
        values = new ValueTokens(lexemes, lookahead, keywords, legs, out);
        operators = new OperatorTokens(lexemes, lookahead, keywords, legs, values, out);
        sources = new SourceTokens(lexemes, lookahead, values, out);
    }

    /// Returns the tokens of a query.
    ///
    /// @throws Nesting.TooDeepException if it is nested too deep
    static ListTokenSource of(String text) {
        ContextTokens tokens = new ContextTokens(text);
        while (tokens.out.previous() != Token.EOF) {
            tokens.advance();
        }
        return new ListTokenSource(tokens.out.tokens());
    }

    private void advance() {
        int start = out.place() == Place.TEXT ? out.position() : lexemes.skip(out.position());
        if (start >= lexemes.length()) {
            out.add(Token.EOF, lexemes.length(), lexemes.length());
        } else {
            next(start);
        }
    }

    /// Adds the token at `start` or moves to another place.
    private void next(int start) {
        switch (out.place()) {
            case PIPELINE, OPERATOR -> operators.operator(start);
            case VALUE -> values.value(start);
            case AFTER_VALUE -> values.afterValue(start);
            case TERM -> operators.term(start);
            case AFTER_TERM -> operators.afterTerm(start);
            case FIELD -> values.field(start);
            case NAME -> values.name(start, Place.AFTER_VALUE);
            case TYPE -> values.type(start);
            case TEXT -> values.text(start);
            case PATH -> sources.path(start);
            case POOL -> sources.pool(start);
            case AFTER_POOL -> sources.afterPool(start);
            case REVISION -> sources.attached(start, Place.AFTER_POOL);
            case META -> sources.attached(start, Place.AFTER_VALUE);
            case TABLE -> sources.poolName(start, Place.AFTER_VALUE);
            case LEG -> {
                if (!legs.leg(start)) {
                    values.afterValueToken(start);
                }
            }
        }
    }
}
