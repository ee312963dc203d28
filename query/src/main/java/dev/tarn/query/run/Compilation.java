package dev.tarn.query.run;

import dev.tarn.query.LoadTarget;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.expression.TypeNames;
import dev.tarn.query.expression.UserFunction;
import java.util.Map;

/// What operators are made with; shared by the threads of a query.
///
/// @param functions the functions that the query declares
/// @param loadTargets where `load` goes
/// @param typeNames the names of types in what the query has read
/// @param progress counts what the query reads
/// @param scheduler the scheduler of the whole query, which knows whether it is cancelled
record Compilation(Map<String, UserFunction> functions, QueryOptions options, Map<String, LoadTarget> loadTargets,
        TypeNames typeNames, Progress progress, Scheduler scheduler) {}
