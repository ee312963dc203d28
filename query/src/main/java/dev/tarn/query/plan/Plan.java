package dev.tarn.query.plan;

import dev.tarn.query.SourceName;
import dev.tarn.query.expression.UserFunction;
import java.util.List;
import java.util.Map;

/// A whole query.
///
/// @param body what it does
/// @param functions the functions that its expressions call, by the name that the calls have
/// @param sources what it reads; a [Step.Scan] has the position of its own
/// @param namesTypes whether an expression asks what the data calls a type: every value that was read before may say it, in order
public record Plan(Pipeline body, Map<String, UserFunction> functions, List<SourceName> sources, boolean namesTypes) {
    /// Copies the collections.
    public Plan {
        functions = Map.copyOf(functions);
        sources = List.copyOf(sources);
    }

    /// Returns the plan with another body.
    public Plan withBody(Pipeline newBody) {
        return new Plan(newBody, functions, sources, namesTypes);
    }

    /// Returns the plan as text, a step per line.
    @Override
    public String toString() {
        return PlanText.of(body);
    }
}
