package dev.tarn.query.parse;

import dev.tarn.query.parse.grammar.ZedLexer;

/// Makes the tokens at which the legs of `from (…)` and the cases of `switch (…)` begin.
///
/// They end whatever stands before them without a sign of its own, so that they are looked for wherever a value has ended.
final class LegTokens {

    private final Lexemes lexemes;
    private final Keywords keywords;
    private final TokenWriter out;

    LegTokens(Lexemes lexemes, Keywords keywords, TokenWriter out) {
        this.lexemes = lexemes;
        this.keywords = keywords;
        this.out = out;
    }

    /// Begins the next leg or case; returns whether there is one at `start`.
    boolean begin(int start) {
        if (out.frame().opener != ZedLexer.OPEN) {
            return false;
        }
        int word = keywords.caseWord(start);
        if (word != Lookahead.NONE && out.isOpenedBy(ZedLexer.SWITCH)) {
            out.frame().searching = false;
            out.frame().operandEnd = Integer.MAX_VALUE;
            out.endExpression();
            out.add(word, start, lexemes.wordEnd(start), word == ZedLexer.CASE ? Place.VALUE : Place.AFTER_VALUE);
            return true;
        }
        boolean leg = out.isOpenedBy(ZedLexer.FROM) && keywords.leg(start) != Lookahead.NONE
                && (!out.frame().searching || keywords.isLegWithArrow(start));
        return leg && leg(start);
    }

    /// Begins a leg of `from (…)`; returns whether there is one at `start`.
    boolean leg(int start) {
        int type = keywords.leg(start);
        if (type == Lookahead.NONE) {
            return false;
        }
        out.endExpression();
        out.frame().searching = false;
        out.frame().operandEnd = Integer.MAX_VALUE;
        out.frame().operator = type;
        out.add(type, start, lexemes.wordEnd(start));
        out.moveTo(switch (type) {
            case ZedLexer.POOL -> Place.POOL;
            case ZedLexer.PASS -> Place.AFTER_VALUE;
            default -> Place.PATH;
        });
        return true;
    }
}
