package dev.tarn.query.plan;

import dev.tarn.query.expression.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Conditions that all have to be true.
final class Conjunction {
    // Up to so many make a chain to the left, as somebody would write it; more a tree, whose depth nobody who walks it has to fear.
    private static final int MAX_LEFT_DEEP = 16;

    private Conjunction() {}

    /// Returns the conditions that are joined by `and`, from the left to the right; the condition itself if it is no such.
    static List<Expr> parts(Expr condition) {
        var parts = new ArrayList<Expr>();
        var rest = new ArrayDeque<Expr>();
        rest.push(condition);
        while (!rest.isEmpty()) {
            var next = rest.pop();
            if (next instanceof Expr.And(var left, var right)) {
                rest.push(right);
                rest.push(left);
            } else {
                parts.add(next);
            }
        }
        return parts;
    }

    /// Returns the condition that all are true, looked at from the left to the right.
    ///
    /// @param conditions at least one
    static Expr of(List<Expr> conditions) {
        if (conditions.size() > MAX_LEFT_DEEP) {
            int middle = conditions.size() / 2;
            return new Expr.And(of(conditions.subList(0, middle)), of(conditions.subList(middle, conditions.size())));
        }
        var all = conditions.getFirst();
        for (var condition : conditions.subList(1, conditions.size())) {
            all = new Expr.And(all, condition);
        }
        return all;
    }
}
