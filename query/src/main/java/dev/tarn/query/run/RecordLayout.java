package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.aggregate.TypeSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes records of columns, whose fields may lie in records inside.
final class RecordLayout {
    private final List<Node> roots;
    private List<Type> lastTypes = List.of();
    private Optional<RecordType> lastType = Optional.empty();

    /// A field: a column, or a record of fields.
    private record Node(String name, int column, List<Node> fields) {}

    /// Creates the layout of records with a column at each path.
    ///
    /// @param paths the place of each column; no path is the beginning of another
    RecordLayout(List<Path> paths) {
        var nodes = new ArrayList<Node>();
        for (int column = 0; column < paths.size(); column++) {
            add(nodes, paths.get(column).names(), column);
        }
        roots = nodes;
    }

    private static void add(List<Node> nodes, List<String> names, int column) {
        String name = names.getFirst();
        if (names.size() == 1) {
            nodes.add(new Node(name, column, List.of()));
            return;
        }
        var parent = nodes.stream().filter(node -> node.column() < 0 && node.name().equals(name)).findFirst();
        var record = parent.orElseGet(() -> {
            nodes.add(new Node(name, -1, new ArrayList<>()));
            return nodes.getLast();
        });
        add(record.fields(), names.subList(1, names.size()), column);
    }

    /// Returns a record for each row.
    ///
    /// @param columns a vector of `length` rows for each path
    Vector make(List<? extends Vector> columns, int length) {
        var split = TypeSplit.of(columns, length);
        var first = split.parts().getFirst();
        if (split.parts().size() == 1) {
            return make(first.columns(), length);
        }
        var assembly = new MixedAssembly(length);
        for (var part : split.parts()) {
            assembly.put(make(part.columns(), part.length()), part.rows());
        }
        return assembly.build();
    }

    private RecordVector make(TypedVector[] columns, int length) {
        var types = new ArrayList<Type>(columns.length);
        for (var column : columns) {
            types.add(column.type());
        }
        if (lastType.isEmpty() || !types.equals(lastTypes)) {
            lastTypes = types;
            lastType = Optional.of(type(roots, types));
        }
        return make(lastType.get(), roots, columns, length);
    }

    private static RecordType type(List<Node> nodes, List<Type> types) {
        var fields = new ArrayList<Field>(nodes.size());
        for (var node : nodes) {
            fields.add(new Field(node.name(),
                    node.column() >= 0 ? types.get(node.column()) : type(node.fields(), types)));
        }
        return new RecordType(fields);
    }

    private static RecordVector make(RecordType type, List<Node> nodes, TypedVector[] columns, int length) {
        var fields = new ArrayList<TypedVector>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            var node = nodes.get(i);
            fields.add(node.column() >= 0
                    ? columns[node.column()]
                    : make((RecordType) type.field(i).type(), node.fields(), columns, length));
        }
        return new RecordVector(type, fields, length, Validity.ALL);
    }
}
