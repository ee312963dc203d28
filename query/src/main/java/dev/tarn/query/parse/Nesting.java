package dev.tarn.query.parse;

/// Counts how deep a query is nested and refuses what is too deep for whatever walks it recursively.
///
/// Brackets, prefix operators, conditional expressions and conditions of aggregates count. The bound is far from what anybody
/// writes, and what reaches it is parsed and printed within the stack of 1 MB that threads have by default (NestingTest).
final class Nesting {

    /// The greatest depth.
    static final int MAX_DEPTH = 200;

    private int depth;

    /// @throws TooDeepException if the bound is passed, with the place
    void enter(int position) {
        if (++depth > MAX_DEPTH) {
            throw new TooDeepException(position);
        }
    }

    void leave() {
        depth--;
    }

    /// Leaves several levels at once.
    void leave(int levels) {
        depth -= levels;
    }

    /// Says that a query is nested too deep; does not leave this package.
    static final class TooDeepException extends RuntimeException {

        private final int position;

        TooDeepException(int position) {
            super("nested deeper than " + MAX_DEPTH + " at offset " + position);
            this.position = position;
        }

        int position() {
            return position;
        }
    }
}
