package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.query.expression.Expr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Says which fields of a row expressions need.
public final class FieldsOf {
    private FieldsOf() {}

    /// Returns the paths that an expression needs; the path of the row itself if it needs it whole.
    public static List<Path> expression(Expr expr) {
        Set<Path> paths = new LinkedHashSet<>();
        collect(expr, paths);
        return List.copyOf(paths);
    }

    /// Returns the paths that any of the expressions needs.
    public static List<Path> expressions(List<Expr> expressions) {
        Set<Path> paths = new LinkedHashSet<>();
        expressions.forEach(expr -> collect(expr, paths));
        return List.copyOf(paths);
    }

    static List<Path> aggregate(Aggregation.Call call) {
        var expressions = new ArrayList<Expr>();
        call.argument().ifPresent(expressions::add);
        call.where().ifPresent(expressions::add);
        return expressions(expressions);
    }

    static List<Path> over(Step.Over over) {
        var expressions = new ArrayList<>(over.expressions());
        expressions.addAll(over.locals());
        return expressions(expressions);
    }

    private static void collect(Expr expr, Set<Path> paths) {
        var path = expr.path();
        if (path.isPresent()) {
            paths.add(path.get());
        } else if (expr instanceof Expr.External external) {
            paths.addAll(external.paths());
        } else {
            for (var operand : Operands.of(expr)) {
                collect(operand, paths);
            }
        }
    }
}
