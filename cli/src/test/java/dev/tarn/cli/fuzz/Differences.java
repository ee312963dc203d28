package dev.tarn.cli.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares answers of two implementations.
final class Differences {
    private static final int TRACE_LINES = 12;

    private Differences() {}

    /// Returns what differs; empty if nothing does that matters.
    ///
    /// @param ordered whether the order of values matters
    static Optional<String> between(Answer expected, Answer actual, boolean ordered) {
        if (expected.failed() && actual.failed()) {
            // Messages are compared by specs.
            return Optional.empty();
        }
        if (expected.failed() == actual.failed() && expected.sorted().equals(actual.sorted())) {
            return ordered && !expected.lines().equals(actual.lines()) ? Optional.of("--- expected in order\n" + expected + "\n--- found\n" + actual) : Optional.empty();
        }
        return Optional.of("--- only expected\n" + only(expected, actual) + "\n--- only found\n" + only(actual, expected));
    }

    private static String only(Answer one, Answer other) {
        List<String> lines = new ArrayList<>(one.lines());
        other.lines().forEach(lines::remove);
        return new Answer(lines, one.failure()).toString();
    }

    /// Returns the beginning of a stack trace.
    static String trace(Throwable e) {
        var out = new StringBuilder(e instanceof AssertionError ? String.valueOf(e) : stack(e));
        if (e.getCause() != null && e.getCause() != e) {
            out.append("\ncaused by ").append(trace(e.getCause()));
        }
        return out.toString();
    }

    /// Returns the innermost calls.
    static String stack(Throwable e) {
        var out = new StringBuilder(String.valueOf(e));
        var frames = e.getStackTrace();
        for (int i = 0; i < Math.min(TRACE_LINES, frames.length); i++) {
            out.append("\n    ").append(frames[i]);
        }
        return out.toString();
    }
}
