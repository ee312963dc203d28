package dev.tarn.query.parse;

import dev.tarn.query.parse.grammar.ZedLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/// The tokens made so far, the brackets that are open, and the place that they lead to.
final class TokenWriter {

    private final Lexemes lexemes;
    private final Nesting nesting;
    private final List<CommonToken> tokens = new ArrayList<>();
    private final Deque<OpenBracket> outer = new ArrayDeque<>();
    private OpenBracket frame = new OpenBracket(Token.INVALID_TYPE, Token.EOF, Place.PIPELINE);
    private Place place = Place.PIPELINE;
    private int position;
    private int previous = Token.INVALID_TYPE;
    private boolean closedCall;

    TokenWriter(Lexemes lexemes, Nesting nesting) {
        this.lexemes = lexemes;
        this.nesting = nesting;
    }

    List<CommonToken> tokens() {
        return tokens;
    }

    /// Returns the innermost open bracket.
    OpenBracket frame() {
        return frame;
    }

    /// Returns whether the innermost bracket was opened by an operator with this keyword.
    boolean isOpenedBy(int keyword) {
        return !outer.isEmpty() && outer.peek().operator == keyword;
    }

    Place place() {
        return place;
    }

    void moveTo(Place next) {
        place = next;
    }

    /// Returns where the last token ended.
    int position() {
        return position;
    }

    /// Returns the type of the last token.
    int previous() {
        return previous;
    }

    /// Returns the text of the last token.
    String previousText() {
        return tokens.getLast().getText();
    }

    /// Returns whether the last bracket that was closed held the arguments of a call.
    boolean closedCall() {
        return closedCall;
    }

    /// Adds a token that does not change the place.
    void add(int type, int start, int end) {
        CommonToken token = new CommonToken(type, type == Token.EOF ? "end of query" : lexemes.substring(start, end));
        token.setStartIndex(start);
        token.setStopIndex(end - 1);
        token.setTokenIndex(tokens.size());
        tokens.add(token);
        position = end;
        previous = type;
    }

    void add(int type, int start, int end, Place next) {
        add(type, start, end);
        place = next;
    }

    /// Gives the last token another type.
    void retype(int type) {
        tokens.getLast().setType(type);
    }

    /// Adds an opening bracket and enters it.
    void open(int type, int start, int end, int closer, Place inside) {
        open(type, start, end, closer, inside, type == ZedLexer.SEARCH_OPEN ? Place.AFTER_TERM : Place.AFTER_VALUE);
    }

    /// Adds an opening bracket and enters it.
    ///
    /// @param closer the type of the token that closes it
    /// @param after what is expected behind it
    void open(int type, int start, int end, int closer, Place inside, Place after) {
        nesting.enter(start);
        add(type, start, end);
        outer.push(frame);
        frame = new OpenBracket(type, closer, after);
        place = inside;
    }

    /// Adds a closing bracket and leaves what it closes. One that closes nothing is left to the parser to refuse.
    void close(int type, int start, int end) {
        boolean bar = lexemes.at(end) == '|';
        boolean set = bar && type == ZedLexer.RIGHT_BRACKET && frame.closer == ZedLexer.SET_END;
        boolean map = bar && type == ZedLexer.RIGHT_BRACE && frame.closer == ZedLexer.MAP_END;
        int closer = set || map ? frame.closer : type;
        add(closer, start, set || map ? end + 1 : end);
        if (frame.closer == closer) {
            endExpression();
            place = frame.placeAfter;
            closedCall = !frame.function.isEmpty();
            frame = outer.pop();
            nesting.leave();
        } else {
            place = Place.AFTER_VALUE;
        }
    }

    /// Adds a prefix operator, in which its operand is nested.
    void prefix(int type, int start, int end) {
        nesting.enter(start);
        frame.prefixes++;
        add(type, start, end);
    }

    /// Notes that what follows `start` is nested in what stands before it, up to the end of the expression.
    void tail(int start) {
        nesting.enter(start);
        frame.tails++;
    }

    /// Notes that the operand of the prefix operators is complete.
    void endPrefixes() {
        nesting.leave(frame.prefixes);
        frame.prefixes = 0;
    }

    /// Notes that the expression is complete.
    void endExpression() {
        endPrefixes();
        nesting.leave(frame.tails);
        frame.tails = 0;
    }
}
