package dev.tarn.lake;

import dev.tarn.lake.catalog.Id;
import java.util.List;

/// Says that a commit is made and durable.
///
/// @param commit its id
/// @param warnings what was wrong with the input without keeping the rest of it from being committed
public record CommitReceipt(Id commit, List<String> warnings) {
    /// Copies the warnings.
    public CommitReceipt {
        warnings = List.copyOf(warnings);
    }
}
