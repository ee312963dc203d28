package dev.tarn.query.analyze;

import dev.tarn.model.NotFoundException;
import dev.tarn.model.Source;
import dev.tarn.query.Catalog;
import dev.tarn.query.LoadTarget;
import dev.tarn.query.Results;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.parse.QueryText;
import dev.tarn.query.plan.KnownOrder;
import dev.tarn.query.plan.Pipeline;
import dev.tarn.query.plan.Plan;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes plans of syntax trees.
public final class Analyzer {
    private Analyzer() {}

    /// A plan and what its names were resolved to.
    ///
    /// @param sources the sources, in the order of [Plan#sources]
    /// @param loadTargets where `load` goes, by the pool's name in the plan
    public record Analyzed(Plan plan, List<Source> sources, Map<String, LoadTarget> loadTargets) {
        /// Copies the collections.
        public Analyzed {
            sources = List.copyOf(sources);
            loadTargets = Map.copyOf(loadTargets);
        }
    }

    /// Checks a query and returns its plan, not optimized yet.
    ///
    /// @param text what the program was parsed from
    /// @throws dev.tarn.query.QueryException if the query is wrong; it has everything that was found
    /// @throws NotFoundException if the query does not say what it reads and the lake does not know either
    public static Analyzed analyze(Ast.Program program, QueryText text, Catalog catalog) {
        var analysis = new Analysis(text, catalog);
        var pipelines = new PipelineAnalyzer(analysis);
        var written = pipelines.steps(program.body(), Names.none());
        analysis.problems.throwAny();
        var steps = new ArrayList<>(analysis.taps.applied(written));
        Flow.join(steps);
        if (Flow.width(steps) > 0) {
            steps.add(new Step.Output(Results.MAIN));
        }
        if (!new Pipeline(steps).hasSource()) {
            steps.addFirst(pipelines.defaultSource());
        }
        var plan = new Plan(KnownOrder.withDirections(new Pipeline(steps)), analysis.functions, analysis.sourceNames,
                analysis.namesTypes);
        return new Analyzed(plan, analysis.sources, analysis.loadTargets);
    }
}
