package dev.tarn.query;

import dev.tarn.model.LimitException;
import dev.tarn.query.analyze.Analyzer;
import dev.tarn.query.parse.Parser;
import dev.tarn.query.parse.QueryText;
import dev.tarn.query.plan.Description;
import dev.tarn.query.plan.Optimizer;
import dev.tarn.query.plan.Step;
import dev.tarn.query.run.Execution;

/// A query that was compiled: names resolved, checked and optimized. Immutable; may be run by any thread, more than once.
public final class Query {
    private final Analyzer.Analyzed analyzed;
    private final QueryOptions options;
    private final boolean beginsWithYield;
    // Whether the stack of the thread that compiled it was too small.
    private final boolean isDeep;

    private Query(Analyzer.Analyzed analyzed, QueryOptions options, boolean beginsWithYield, boolean isDeep) {
        this.analyzed = analyzed;
        this.options = options;
        this.beginsWithYield = beginsWithYield;
        this.isDeep = isDeep;
    }

    /// Compiles a query.
    ///
    /// @param catalog what its names refer to
    /// @throws QueryException if it is wrong
    /// @throws dev.tarn.model.NotFoundException if a lake does not know what a query reads that does not say so itself
    public static Query compile(String text, Catalog catalog) {
        return compile(QueryText.of(text), catalog, QueryOptions.defaults());
    }

    /// Compiles a query.
    ///
    /// @param catalog what its names refer to
    /// @throws QueryException if it is wrong
    /// @throws LimitException if it is nested too deep
    /// @throws dev.tarn.model.NotFoundException if a lake does not know what a query reads that does not say so itself
    public static Query compile(QueryText text, Catalog catalog, QueryOptions options) {
        try {
            return compiled(text, catalog, options, false);
        } catch (StackOverflowError _) {
            // The parser bounds nesting and chains, but callers have stacks of any size.
            return DeepStack.call(() -> compiled(text, catalog, options, true));
        }
    }

    private static Query compiled(QueryText text, Catalog catalog, QueryOptions options, boolean isDeep) {
        var analyzed = Analyzer.analyze(Parser.parse(text), text, catalog);
        var optimized = Optimizer.optimize(analyzed.plan(), options);
        return new Query(new Analyzer.Analyzed(optimized, analyzed.sources(), analyzed.loadTargets()), options,
                analyzed.plan().body().steps().stream().skip(1).findFirst().filter(Step.Yield.class::isInstance).isPresent(),
                isDeep);
    }

    /// Returns what a query reads and answers, without running it.
    ///
    /// @param catalog what its names refer to
    /// @throws QueryException if it is wrong
    /// @throws dev.tarn.model.NotFoundException if a lake does not know what a query reads that does not say so itself
    public static Description describe(QueryText text, Catalog catalog) {
        return Description.of(Analyzer.analyze(Parser.parse(text), text, catalog).plan());
    }

    /// Returns whether the first thing that the query does with what it reads is `yield`, said or implied.
    public boolean beginsWithYield() {
        return beginsWithYield;
    }

    /// Starts the query.
    public Results run() {
        return isDeep ? DeepStack.call(this::start) : start();
    }

    private Results start() {
        return Execution.start(analyzed.plan(), analyzed.sources(), analyzed.loadTargets(), options);
    }

    /// Returns the optimized plan as text.
    public String explain() {
        return isDeep ? DeepStack.call(() -> analyzed.plan().toString()) : analyzed.plan().toString();
    }
}
