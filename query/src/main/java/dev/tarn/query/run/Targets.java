package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The paths that targets are, for each row: known in advance as a rule, otherwise computed.
final class Targets {
    private final List<Path> known;
    private final List<List<Element>> computed;

    private record Element(String name, Optional<Expression> expression) {}

    /// What targets are for some rows.
    ///
    /// @param rows the rows, ascending
    /// @param paths the path of each target; fewer if one has an error
    /// @param error what the first target that has no path has instead
    record Group(int[] rows, List<Path> paths, Optional<String> error) {}

    Targets(List<Target> targets, OperatorFactory factory) {
        if (targets.stream().allMatch(target -> target.path().isPresent())) {
            known = targets.stream().map(target -> target.path().orElseThrow()).toList();
            computed = List.of();
            return;
        }
        known = List.of();
        computed = new ArrayList<>();
        for (var target : targets) {
            var elements = new ArrayList<Element>();
            for (var element : target.elements()) {
                elements.add(switch (element) {
                    case Target.Element.Name(var name) -> new Element(name, Optional.empty());
                    case Target.Element.Computed(var expr) -> new Element("",
                            Optional.of(factory.expression(expr)));
                });
            }
            computed.add(elements);
        }
    }

    /// Returns whether the paths are the same for every row.
    boolean areKnown() {
        return computed.isEmpty();
    }

    /// Returns the paths; only if they are known.
    List<Path> paths() {
        return known;
    }

    /// Returns the rows of a batch by what the targets are for them.
    List<Group> groups(Batch batch) {
        if (areKnown()) {
            return List.of(new Group(BatchRows.all(batch.length()), known, Optional.empty()));
        }
        List<List<Optional<Vector>>> names = new ArrayList<>();
        for (var elements : computed) {
            names.add(elements.stream().map(e -> e.expression().map(expression -> expression.evaluate(batch))).toList());
        }
        record Key(List<Path> paths, Optional<String> error) {}
        Map<Key, List<Integer>> rowsOfKey = new LinkedHashMap<>();
        for (int row = 0; row < batch.length(); row++) {
            var paths = new ArrayList<Path>();
            Optional<String> error = Optional.empty();
            for (int target = 0; target < computed.size() && error.isEmpty(); target++) {
                var path = new ArrayList<String>();
                error = resolve(computed.get(target), names.get(target), row, path);
                paths.add(new Path(path));
            }
            rowsOfKey.computeIfAbsent(new Key(error.isPresent() ? List.of() : paths, error), _ -> new ArrayList<>()).add(row);
        }
        var groups = new ArrayList<Group>();
        rowsOfKey.forEach((key, rows) ->
                groups.add(new Group(rows.stream().mapToInt(Integer::intValue).toArray(), key.paths(), key.error())));
        return groups;
    }

    private static Optional<String> resolve(
            List<Element> elements, List<Optional<Vector>> names, int row, List<String> path) {
        for (int i = 0; i < elements.size(); i++) {
            if (names.get(i).isEmpty()) {
                path.add(elements.get(i).name());
                continue;
            }
            var name = Value.of(names.get(i).get(), row);
            if (name.type().isError()) {
                return Optional.of(message(name));
            }
            path.add(text(name));
        }
        return Optional.empty();
    }

    /// Returns the name that a value is: a string itself, anything else as it is written.
    private static String text(Value name) {
        var type = name.type().under();
        return type == PrimitiveType.STRING || type == PrimitiveType.BYTES
                ? new String(name.asBytes(), StandardCharsets.UTF_8)
                : Zson.format(name);
    }

    private static String message(Value error) {
        var wrapped = error.unwrap();
        return wrapped.type().under() == PrimitiveType.STRING
                ? wrapped.asString()
                : wrapped.field("message").map(Value::asString).orElseGet(() -> "not a string");
    }
}
