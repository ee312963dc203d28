package dev.tarn.query.parse;

import org.antlr.v4.runtime.Token;

/// An open bracket, or the whole query, and what is known about the operator in it.
final class OpenBracket {

    /// The token that opened it.
    final int opener;
    /// The token that closes it.
    final int closer;
    /// What is expected behind it.
    final Place placeAfter;
    /// The keyword of the current operator.
    int operator = Token.INVALID_TYPE;
    /// Whether the current operator is a search.
    boolean searching;
    /// Whether the current operator is SQL.
    boolean sql;
    /// Where the current operand of a search, the value of a constant or a type without brackets of its own ends.
    int operandEnd = Integer.MAX_VALUE;
    /// What is expected behind a type without brackets of its own.
    Place placeAfterType = Place.AFTER_VALUE;
    /// The mode in which the characters of a string with expressions are read.
    int textMode;
    /// The function whose arguments are in this bracket; empty if there is none.
    String function = "";
    /// How many prefix operators wait for their operand.
    int prefixes;
    /// How many parts of the current expression are nested to its right.
    int tails;

    OpenBracket(int opener, int closer, Place placeAfter) {
        this.opener = opener;
        this.closer = closer;
        this.placeAfter = placeAfter;
    }
}
