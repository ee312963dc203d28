package dev.tarn.query.run;

import dev.tarn.query.expression.UserFunction;
import java.util.Map;

/// Where the tasks of a pipeline live: the whole query, or the body of a lateral scope.
interface Graph {
    /// Returns what runs the tasks.
    Scheduler scheduler();

    /// Returns a new exchange between two of them.
    ///
    /// @param firstMark the least ordinal of a batch that will come
    Exchange exchange(long firstMark);

    /// Returns what makes the operators of a task.
    OperatorFactory factory();

    /// Returns whether this is inside a lateral scope.
    boolean isScoped();

    /// Returns the functions that the query declares.
    Map<String, UserFunction> functions();

    /// Takes a task.
    void add(Task task);

    /// Takes an output with several legs.
    void add(ForkOutput fork);
}
