package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.query.expression.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the fields of records that a step makes come from in the values that it takes.
final class FieldOrigins {
    private final Map<String, Expr> origins;
    private final boolean complete;

    private FieldOrigins(Map<String, Expr> origins, boolean complete) {
        this.origins = origins;
        this.complete = complete;
    }

    /// Returns the origins of a record's fields.
    static FieldOrigins ofItems(List<Expr.RecordItem> items) {
        var origins = new HashMap<String, Expr>();
        boolean complete = true;
        for (var item : items) {
            switch (item) {
                case Expr.RecordItem.Named(var name, var value) -> origins.put(name, value);
                case Expr.RecordItem.Spread _ -> complete = false;
            }
        }
        return new FieldOrigins(origins, complete);
    }

    /// Returns the origins of assigned fields.
    static FieldOrigins ofAssignments(List<Assignment> assignments) {
        var origins = new HashMap<String, Expr>();
        boolean complete = true;
        for (var assignment : assignments) {
            var path = assignment.target().path().filter(target -> target.names().size() == 1);
            complete &= path.isPresent();
            path.ifPresent(target -> origins.put(target.names().getFirst(), assignment.value()));
        }
        return new FieldOrigins(origins, complete);
    }

    /// Returns whether all that a condition looks at is fields that it names.
    static boolean isTraceable(Expr condition) {
        return !Operands.any(condition, part -> part instanceof Expr.External || part instanceof Expr.UserCall);
    }

    /// Returns a condition in terms of the values that a step takes; empty if it looks at something that is computed or cannot be told.
    Optional<Expr> traced(Expr condition) {
        var paths = FieldsOf.expression(condition);
        if (!complete || !isTraceable(condition) || !paths.stream().allMatch(path -> origin(path).isPresent())) {
            return Optional.empty();
        }
        return Optional.of(Replacement.in(condition, part -> part.path().flatMap(this::origin)));
    }

    /// Returns what the field at a path was, if that is a field or a constant.
    private Optional<Expr> origin(Path path) {
        if (path.isThis() || !origins.containsKey(path.names().getFirst())) {
            return Optional.empty();
        }
        var origin = origins.get(path.names().getFirst());
        if (origin.path().isEmpty() && !(origin instanceof Expr.Literal && path.names().size() == 1)) {
            return Optional.empty();
        }
        for (var name : path.names().subList(1, path.names().size())) {
            origin = new Expr.Field(origin, name);
        }
        return Optional.of(origin);
    }
}
