package dev.tarn.query.plan;

import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.UserFunction;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says which steps may be done for different batches at the same time.
public final class Statefulness {
    private final Map<String, UserFunction> functions;
    private final Set<String> looking = new HashSet<>();

    /// Creates the judge of a plan.
    ///
    /// @param functions the functions that the query declares
    public Statefulness(Map<String, UserFunction> functions) {
        this.functions = functions;
    }

    /// Returns whether copies of a step can work side by side on different batches.
    public boolean isParallel(Step step) {
        return switch (step) {
            case Step.Filter(var condition) -> isStatelessCondition(condition);
            case Step.Yield(var expressions) -> areStateless(expressions);
            case Step.Cut(var assignments) -> areStateless(assignments.stream().map(Assignment::value).toList());
            case Step.Put(var assignments) -> areStateless(assignments.stream().map(Assignment::value).toList());
            case Step.Explode(var expressions, _, _) -> areStateless(expressions);
            case Step.Over over -> isStateless(over);
            case Step.Pass _, Step.Drop _, Step.Rename _ -> true;
            case Step.Summarize summarize -> summarize.part() == Step.Part.PARTIAL;
            default -> false;
        };
    }

    private boolean areStateless(List<Expr> expressions) {
        return expressions.stream().allMatch(this::isStateless);
    }

    // What happens in the body of a scope is over at the end of the scope.
    private boolean isStateless(Step.Over over) {
        return areStateless(over.expressions()) && areStateless(over.locals());
    }

    // Whether a value has a type of a certain name is told by its own type; a condition does not care what is said of others.
    boolean isStatelessCondition(Expr condition) {
        return isStateless(Replacement.in(condition, part ->
                part instanceof Expr.Call(var name, var arguments) && name.equals("is") && isTypeName(arguments.getLast())
                        ? Optional.of(arguments.getFirst())
                        : Optional.empty()));
    }

    private static boolean isTypeName(Expr expr) {
        return expr instanceof Expr.Call(var name, _) && name.equals("typename");
    }

    /// Returns whether an expression has the same value for a row whatever rows came before.
    public boolean isStateless(Expr expr) {
        return !Operands.any(expr, part -> switch (part) {
            case RunningAggregate _ -> true;
            case LateralQuery(var over) -> !isStateless(over);
            case Expr.UserCall(var name, _) -> looking.add(name) && !isStateless(functions.get(name).body());
            // What a name means depends on the values before.
            default -> isTypeName(part);
        });
    }
}
