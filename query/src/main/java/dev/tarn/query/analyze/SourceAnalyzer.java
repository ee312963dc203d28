package dev.tarn.query.analyze;

import dev.tarn.model.NotFoundException;
import dev.tarn.model.SortKey;
import dev.tarn.model.TarnException;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.query.SourceName;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Expression;
import dev.tarn.query.ast.Pattern;
import dev.tarn.query.ast.Source;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.plan.Step;
import dev.tarn.query.search.Regexps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Resolves what a query reads.
final class SourceAnalyzer {
    private final Analysis analysis;
    private final Problems problems;
    private final ExpressionAnalyzer expressions;

    SourceAnalyzer(Analysis analysis, ExpressionAnalyzer expressions) {
        this.analysis = analysis;
        this.problems = analysis.problems;
        this.expressions = expressions;
    }

    /// Returns the steps that a source is, one for each pool of a pattern; none if a problem was reported.
    List<Step> steps(Source source, Names names) {
        return switch (source) {
            case Source.Pass _ -> List.of(new Step.Pass());
            case Source.File file -> resolve(file, name(file, names));
            case Source.Get get -> url(get, names);
            case Source.Pool pool -> pools(pool, names);
        };
    }

    private List<Step> resolve(Ast node, SourceName name) {
        try {
            var scan = analysis.scan(name, analysis.catalog.source(name), text(name));
            if (name instanceof SourceName.PoolMeta(var pool, var revision, var meta, var tap) && tap) {
                var tapped = analysis.catalog.source(new SourceName.Pool(pool, revision));
                analysis.taps.add(scan, tapped.order().filter(_ -> meta.equals("objects")).map(SortKey::path));
            }
            return List.of(scan);
        } catch (NotFoundException e) {
            if (node instanceof Source.File) {
                problems.addUnplaced(node, e.getMessage(), "expected a file that exists");
            } else {
                unknownPool(node).ifPresentOrElse(
                        pool -> problems.add(pool, e.getMessage(), expectedPool(pool.text())),
                        () -> problems.add(node, e.getMessage()));
            }
            return List.of();
        } catch (TarnException e) {
            problems.add(node, e.getMessage());
            return List.of();
        }
    }

    private String expectedPool(String name) {
        return Nearest.expectation("the name of a pool", name, analysis.catalog.poolNames());
    }

    /// Returns the name of a pool, if that is what was not found, and not its branch.
    private Optional<Pattern.Text> unknownPool(Ast node) {
        return node instanceof Source.Pool pool && pool.pool().isPresent() && pool.pool().get() instanceof Pattern.Text name
                && !analysis.catalog.poolNames().contains(name.text())
                ? Optional.of(name)
                : Optional.empty();
    }

    static String text(SourceName name) {
        return switch (name) {
            case SourceName.Input _ -> "input";
            case SourceName.Pool(var pool, var revision) -> "pool " + pool + revision.map(r -> "@" + r).orElse("");
            case SourceName.LakeMeta(var meta) -> "lake :" + meta;
            case SourceName.PoolMeta(var pool, var revision, var meta, var tap) ->
                "pool " + pool + revision.map(r -> "@" + r).orElse("") + ":" + meta + (tap ? " tap" : "");
            case SourceName.File file -> "file " + file.path();
            case SourceName.Url url -> "url " + url.url();
        };
    }

    private SourceName name(Source.File file, Names names) {
        return new SourceName.File(text(file.path(), names), file.format().map(Ast.Name::text), order(file.order(), names));
    }

    private List<Step> url(Source.Get get, Names names) {
        String url = text(get.url(), names);
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            problems.add(get.url(), "invalid URL " + url);
            return List.of();
        }
        Map<String, List<String>> headers = new TreeMap<>();
        get.headers().ifPresent(record -> headers(record, names, headers));
        return resolve(get, new SourceName.Url(url, get.format().map(Ast.Name::text), order(get.order(), names),
                get.method(), headers, get.body()));
    }

    private void headers(Expression.Record record, Names names, Map<String, List<String>> headers) {
        var value = Constants.evaluate(analysis, expressions.expression(record, names));
        if (value.isEmpty() || !(value.get().type().under() instanceof RecordType type)) {
            problems.add(record, "headers value must be a record");
            return;
        }
        for (int i = 0; i < type.size(); i++) {
            var field = value.get().field(i);
            if (!(field.toVector() instanceof ArrayVector array)
                    || ArrayVector.elementType(array.type()).under() != PrimitiveType.STRING) {
                problems.add(record, "headers field value must be an array or set of strings");
                return;
            }
            headers.put(type.field(i).name(), field.elements().stream().map(Value::asString).toList());
        }
    }

    private List<SortKey> order(List<Ast.SortKey> keys, Names names) {
        var order = new ArrayList<SortKey>();
        for (var key : keys) {
            var path = expressions.expression(key.expression(), names).path();
            if (path.isEmpty()) {
                problems.add(key.expression(), "field required in sort expression");
                continue;
            }
            boolean descending = key.direction().map(d -> d == Ast.Direction.DESCENDING).orElse(false);
            order.add(new SortKey(path.get(),
                    descending ? SortKey.Direction.DESCENDING : SortKey.Direction.ASCENDING,
                    descending ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST));
        }
        return order;
    }

    /// Returns the text of a name, or that of the constant that it is if it stands without quotes.
    private String text(Pattern.Text name, Names names) {
        if (name.quoted()) {
            return name.text();
        }
        var meaning = names.find(name.text());
        if (meaning.isEmpty()) {
            return name.text();
        }
        if (meaning.get() instanceof Names.Meaning.Bound(Expr.Literal(var value))
                && value.type() == PrimitiveType.STRING) {
            return value.asString();
        }
        problems.add(name, name.text() + ": string value required");
        return name.text();
    }

    private List<Step> pools(Source.Pool pool, Names names) {
        if (!analysis.catalog.isLake()) {
            problems.add(pool, "\"from pool\" cannot be used without a lake");
            return List.of();
        }
        if (pool.pool().isEmpty()) {
            return pool.meta().map(meta -> resolve(pool, new SourceName.LakeMeta(meta.text()))).orElseGet(() -> {
                problems.add(pool, "pool name missing");
                return List.of();
            });
        }
        var steps = new ArrayList<Step>();
        for (var name : poolNames(pool.pool().get(), names)) {
            steps.addAll(pool(pool, name));
        }
        return steps;
    }

    private List<String> poolNames(Pattern pattern, Names names) {
        return switch (pattern) {
            case Pattern.Text text -> List.of(text(text, names));
            case Pattern.Glob glob -> matching(glob, Regexps.ofGlob(glob.pattern()), glob.pattern(), "glob");
            case Pattern.Regexp regexp -> matching(regexp, regexp.pattern(), regexp.pattern(), "regexp");
        };
    }

    private List<String> matching(Pattern node, String regexp, String written, String kind) {
        try {
            var compiled = Regexps.compile(regexp);
            var matching = new ArrayList<String>();
            for (var name : analysis.catalog.poolNames()) {
                if (compiled.matcher(name).find()) {
                    matching.add(name);
                }
            }
            if (matching.isEmpty()) {
                problems.add(node, written + ": pool matching " + kind + " not found");
            }
            return matching;
        } catch (com.google.re2j.PatternSyntaxException e) {
            problems.add(node, e.getMessage());
            return List.of();
        }
    }

    private List<Step> pool(Source.Pool pool, String name) {
        Optional<String> revision = pool.revision().map(Source.Revision::text);
        if (name.equals("HEAD")) {
            var head = analysis.catalog.head();
            if (head.isPresent() && head.get().name().isEmpty()) {
                problems.add(pool, "pool name missing");
                return List.of();
            }
            if (head.isEmpty()) {
                problems.add(pool.pool().<Ast>map(p -> p).orElse(pool), "cannot scan from unknown HEAD");
                return List.of();
            }
            return named(pool, head.get().name(), head.get().revision());
        }
        return named(pool, name, revision);
    }

    private List<Step> named(Source.Pool pool, String name, Optional<String> revision) {
        return resolve(pool, pool.meta()
                .<SourceName>map(meta -> new SourceName.PoolMeta(name, revision, meta.text(), pool.tap()))
                .orElseGet(() -> new SourceName.Pool(name, revision)));
    }

    /// Returns what a query reads that does not say where from.
    ///
    /// @throws NotFoundException if a lake has no pool for it
    Step defaultSource() {
        var catalog = analysis.catalog;
        if (!catalog.isLake()) {
            return catalog.input()
                    .<Step>map(source -> analysis.scan(new SourceName.Input(), source, "input"))
                    .orElseGet(Step.OneNull::new);
        }
        var head = catalog.head().orElseThrow(() -> new NotFoundException("query must include a 'from' operator"));
        return analysis.scan(head, catalog.source(head), text(head));
    }
}
