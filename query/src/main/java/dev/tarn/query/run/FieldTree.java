package dev.tarn.query.run;

import dev.tarn.model.type.Field;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The fields of records of one type, as columns, to be changed. Records inside are taken apart where a path leads into them.
final class FieldTree {
    private sealed interface Node {}

    private record Leaf(TypedVector column) implements Node {}

    private record Branch(FieldTree fields) implements Node {}

    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /// Returns the fields of records; those of a null record are null.
    static FieldTree of(RecordVector records) {
        var tree = new FieldTree();
        var type = records.recordType();
        for (int i = 0; i < type.size(); i++) {
            tree.nodes.put(type.field(i).name(), new Leaf(records.field(i)));
        }
        return tree;
    }

    /// Returns whether there are no fields.
    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /// Puts a column at a path; what is no record in its way is replaced by one.
    void put(List<String> names, TypedVector column) {
        String name = names.getFirst();
        if (names.size() == 1) {
            nodes.put(name, new Leaf(column));
            return;
        }
        var inner = open(name);
        if (inner == null) {
            inner = new FieldTree();
            nodes.put(name, new Branch(inner));
        }
        inner.put(names.subList(1, names.size()), column);
    }

    /// Leaves the column at a path out, and with it each record that has no other field.
    ///
    /// @return whether there was one
    boolean drop(List<String> names) {
        String name = names.getFirst();
        if (names.size() == 1) {
            return nodes.remove(name) != null;
        }
        var before = nodes.get(name);
        var inner = open(name);
        if (inner == null) {
            return false;
        }
        if (!inner.drop(names.subList(1, names.size()))) {
            nodes.put(name, before);
            return false;
        }
        if (inner.isEmpty()) {
            nodes.remove(name);
        }
        return true;
    }

    /// Takes the record with a name apart; returns null if there is none.
    private FieldTree open(String name) {
        return switch (nodes.get(name)) {
            case null -> null;
            case Branch(var fields) -> fields;
            case Leaf(var column) -> {
                if (!(column.type().under() instanceof RecordType)) {
                    yield null;
                }
                var inner = of((RecordVector) column.flat());
                nodes.put(name, new Branch(inner));
                yield inner;
            }
        };
    }

    /// Returns the records, which have the type that their columns make.
    RecordVector build(int length, Validity validity) {
        var fields = new ArrayList<Field>(nodes.size());
        var columns = new ArrayList<TypedVector>(nodes.size());
        nodes.forEach((name, node) -> {
            var column = switch (node) {
                case Leaf(var leaf) -> leaf;
                case Branch(var tree) -> tree.build(length, Validity.ALL);
            };
            fields.add(new Field(name, column.type()));
            columns.add(column);
        });
        return new RecordVector(new RecordType(fields), columns, length, validity);
    }
}
