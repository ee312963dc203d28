package dev.tarn.cli.fuzz;

/// What came of comparing two answers to a query.
sealed interface Verdict {
    /// They are the same.
    ///
    /// @param refused whether both say that the query is wrong
    record Same(boolean refused) implements Verdict {}

    /// They differ.
    record Different(String how) implements Verdict {
        @Override
        public String toString() {
            return how;
        }
    }

    /// The reference has no answer.
    record Unanswered(String why) implements Verdict {}
}
