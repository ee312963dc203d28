package dev.tarn.cli.fuzz;

import java.util.List;

/// What a query answered.
///
/// @param lines the values, one in each
/// @param failure why there are no more; empty if there is nothing wrong
record Answer(List<String> lines, String failure) {
    boolean failed() {
        return !failure.isEmpty();
    }

    /// Returns the values without an order.
    List<String> sorted() {
        return lines.stream().sorted().toList();
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + (failed() ? "\nfails: " + failure : "");
    }
}
