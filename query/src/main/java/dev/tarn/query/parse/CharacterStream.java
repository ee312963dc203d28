package dev.tarn.query.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/// A query's text for the lexer: gives whole characters (code points), but counts in UTF-16 units as strings and spans do.
final class CharacterStream implements CharStream {

    private final String text;
    private int index;
    private int limit;

    CharacterStream(String text) {
        this.text = text;
        limit = text.length();
    }

    /// Makes the text seem to end at `position`.
    void limit(int position) {
        limit = position;
    }

    @Override
    public void consume() {
        index += Character.charCount(text.codePointAt(index));
    }

    @Override
    public int LA(int offset) {
        if (offset == 1) {
            return index < limit ? text.codePointAt(index) : IntStream.EOF;
        }
        if (offset == -1) {
            return index > 0 ? text.codePointBefore(index) : IntStream.EOF;
        }
        throw new IllegalArgumentException("look-ahead by " + offset + ": the lexer needs 1 and -1 only");
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {
        // The whole text stays in memory, so that a mark costs nothing.
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void seek(int newIndex) {
        index = newIndex;
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public String getSourceName() {
        return IntStream.UNKNOWN_SOURCE_NAME;
    }

    @Override
    public String getText(Interval interval) {
        return text.substring(Math.min(interval.a, text.length()), Math.min(interval.b + 1, text.length()));
    }

    @Override
    public String toString() {
        return text;
    }
}
