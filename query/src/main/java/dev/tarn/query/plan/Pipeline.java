package dev.tarn.query.plan;

import java.util.List;

/// Steps, each of which takes what the one before gives.
///
/// After a step with several outputs ([Step.Fork], [Step.Switch]) comes one that takes several inputs ([Step.Combine],
/// [Step.Merge], [Step.Join]), or nothing if each of its legs ends in an output of its own.
///
/// @param steps from the first to the last; none passes the input on
public record Pipeline(List<Step> steps) {
    /// Copies the steps.
    public Pipeline {
        steps = List.copyOf(steps);
    }

    /// Returns the pipeline of the given steps.
    public static Pipeline of(Step... steps) {
        return new Pipeline(List.of(steps));
    }

    /// Returns whether the pipeline reads a source of its own and takes no input.
    public boolean hasSource() {
        return !steps.isEmpty() && switch (steps.getFirst()) {
            case Step.Scan _, Step.OneNull _ -> true;
            case Step.Fork fork -> fork.legs().stream().allMatch(Pipeline::hasSource);
            default -> false;
        };
    }
}
