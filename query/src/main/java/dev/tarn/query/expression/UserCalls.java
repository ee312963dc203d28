package dev.tarn.query.expression;

import dev.tarn.model.LimitException;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.ArrayList;

/// Calls of a function that a query declares. The body sees its arguments as variables, and null as `this`.
final class UserCalls {
    private static final int MAX_DEPTH = 1000;

    private final UserFunction function;
    private Expression body = _ -> {
        throw new IllegalStateException("a function is called before it is compiled");
    };
    private int depth;

    UserCalls(UserFunction function) {
        this.function = function;
    }

    /// Says what the body is, once it is compiled.
    void complete(Expression compiledBody) {
        body = compiledBody;
    }

    /// Returns a call.
    ///
    /// @throws LimitException from its evaluation if the function calls itself without end
    Expression call(Expression[] arguments) {
        return batch -> {
            if (batch.length() == 0) {
                return Constant.nulls(PrimitiveType.NULL, 0);
            }
            var outer = batch.scope();
            var variables = new ArrayList<Vector>(outer.variables().subList(0, function.outerVariables()));
            for (var argument : arguments) {
                variables.add(argument.evaluate(batch));
            }
            if (++depth > MAX_DEPTH) {
                throw new LimitException(
                        "stack overflow: function \"" + function.name() + "\" calls itself more than " + MAX_DEPTH + " times");
            }
            try {
                var inside = outer.withVariables(variables);
                return body.evaluate(new Batch(Constant.nulls(PrimitiveType.NULL, batch.length()), inside));
            } finally {
                depth--;
            }
        };
    }
}
