package dev.tarn.query.analyze;

import dev.tarn.query.plan.Pipeline;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.List;

/// How values flow through steps with several outputs.
final class Flow {
    private Flow() {}

    /// Returns the legs of a step with several outputs, none for one with a single one.
    static List<Pipeline> legs(Step step) {
        return switch (step) {
            case Step.Fork(var legs) -> legs;
            case Step.Switch(_, var cases) -> cases.stream().map(Step.Case::leg).toList();
            default -> List.of();
        };
    }

    /// Returns the number of open outputs of steps: those that no [Step.Output] ends.
    static int width(List<Step> steps) {
        if (steps.isEmpty()) {
            return 1;
        }
        var legs = legs(steps.getLast());
        if (legs.isEmpty()) {
            return steps.getLast() instanceof Step.Output ? 0 : 1;
        }
        return legs.stream().mapToInt(leg -> width(leg.steps())).sum();
    }

    /// Makes several open outputs at the end one.
    static void join(List<Step> steps) {
        if (width(steps) > 1) {
            steps.add(new Step.Combine());
        }
    }

    /// Returns the output steps anywhere within.
    static List<Step.Output> outputs(List<Step> steps) {
        var outputs = new ArrayList<Step.Output>();
        for (var step : steps) {
            if (step instanceof Step.Output output) {
                outputs.add(output);
            }
            legs(step).forEach(leg -> outputs.addAll(outputs(leg.steps())));
        }
        return outputs;
    }

    /// Returns whether steps read a source of their own anywhere.
    static boolean hasSource(List<Step> steps) {
        for (var step : steps) {
            if (step instanceof Step.Scan || legs(step).stream().anyMatch(leg -> hasSource(leg.steps()))) {
                return true;
            }
        }
        return false;
    }
}
