package dev.tarn.query.analyze;

import dev.tarn.model.Source;
import dev.tarn.model.type.Type;
import dev.tarn.query.Catalog;
import dev.tarn.query.LoadTarget;
import dev.tarn.query.SourceName;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Declaration;
import dev.tarn.query.expression.UserFunction;
import dev.tarn.query.parse.QueryText;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What the parts of the analyzer share while they work on one query.
final class Analysis {
    final Catalog catalog;
    final Problems problems;
    /// Functions by their name in the plan.
    final Map<String, UserFunction> functions = new HashMap<>();
    /// Declared types by name; as in the reference a name is known in all that follows its declaration.
    final Map<String, Type> types = new HashMap<>();
    final List<SourceName> sourceNames = new ArrayList<>();
    final List<Source> sources = new ArrayList<>();
    /// The declared operators that are being expanded, outermost first.
    final List<Declaration.Op> expanding = new ArrayList<>();
    final Map<String, LoadTarget> loadTargets = new HashMap<>();
    /// Where the `output` operators stand; by identity, since two of them may say the same.
    final Map<Step.Output, Ast> outputs = new IdentityHashMap<>();
    /// The scans with `tap`.
    final Taps taps = new Taps();
    /// Whether the answer depends on the names of types in the data, other than a value's own.
    boolean namesTypes;
    private int runningAggregates;

    Analysis(QueryText text, Catalog catalog) {
        this.catalog = catalog;
        this.problems = new Problems(text);
    }

    /// Adds a source to those of the plan and returns its scan.
    Step.Scan scan(SourceName name, Source source, String text) {
        sourceNames.add(name);
        sources.add(source);
        return new Step.Scan(sources.size() - 1, text, source.order(), Step.Pushed.NOTHING);
    }

    int nextRunningAggregate() {
        return runningAggregates++;
    }

    /// Returns a name for a function in the plan's table that no other has.
    String functionKey(String name) {
        String key = name;
        for (int i = 2; functions.containsKey(key); i++) {
            key = name + "'" + i;
        }
        return key;
    }
}
