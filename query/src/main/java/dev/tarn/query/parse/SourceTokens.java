package dev.tarn.query.parse;

import dev.tarn.query.parse.grammar.ZedLexer;

/// Makes the tokens that name sources: files, locations, pools, branches, metadata, tables.
final class SourceTokens {

    private final Lexemes lexemes;
    private final Lookahead lookahead;
    private final ValueTokens values;
    private final TokenWriter out;

    SourceTokens(Lexemes lexemes, Lookahead lookahead, ValueTokens values, TokenWriter out) {
        this.lexemes = lexemes;
        this.lookahead = lookahead;
        this.values = values;
        this.out = out;
    }

    void path(int start) {
        char c = lexemes.at(start);
        int mode = c == '"' || c == '\'' ? ZedLexer.DEFAULT_MODE : ZedLexer.PATHS;
        addMatched(mode, start, Place.AFTER_VALUE);
    }

    void pool(int start) {
        int regexp = lookahead.regexp(start);
        int glob = regexp != Lookahead.NONE ? Lookahead.NONE : lookahead.glob(start);
        if (regexp != Lookahead.NONE) {
            out.add(ZedLexer.REGEXP, start, regexp, Place.AFTER_POOL);
        } else if (glob != Lookahead.NONE) {
            out.add(ZedLexer.GLOB, start, glob, Place.AFTER_POOL);
        } else if (lexemes.at(start) == '*') {
            out.add(ZedLexer.EVERYTHING, start, start + 1, Place.AFTER_POOL);
        } else if (lexemes.at(start) == ':') {
            out.add(ZedLexer.COLON, start, start + 1, Place.META);
        } else {
            poolName(start, Place.AFTER_POOL);
        }
    }

    void poolName(int start, Place then) {
        char c = lexemes.at(start);
        int mode = c == '"' || c == '\'' ? ZedLexer.DEFAULT_MODE : ZedLexer.POOLS;
        addMatched(mode, start, then);
    }

    /// Adds a name that has to follow the sign before it without space.
    void attached(int start, Place then) {
        if (start > out.position()) {
            out.add(ZedLexer.UNKNOWN, start, Math.max(start + 1, lexemes.wordEnd(start)));
            out.moveTo(then);
        } else {
            poolName(start, then);
        }
    }

    void afterPool(int start) {
        char c = start == out.position() ? lexemes.at(start) : 0;
        if (c == '@') {
            out.add(ZedLexer.AT, start, start + 1, Place.REVISION);
        } else if (c == ':') {
            out.add(ZedLexer.COLON, start, start + 1, Place.META);
        } else {
            out.moveTo(Place.AFTER_VALUE);
        }
    }

    /// Adds the token that matches in `mode`; if none does, whatever else stands there, so that the parser can say what it is.
    private void addMatched(int mode, int start, Place then) {
        out.moveTo(then);
        int type = lexemes.match(mode, start);
        if (type == ZedLexer.UNKNOWN) {
            values.afterValueToken(start);
        } else {
            out.add(type, start, lexemes.end());
        }
    }
}
