package dev.tarn.query.function;

import dev.tarn.model.type.Field;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.FieldAccess;
import dev.tarn.query.expression.Kernel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A record whose fields with dots in their names are moved into records inside it.
final class NestDotted implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("nest_dotted", Argument.ANY).withImpliedThis();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst().under() instanceof RecordType record && hasDots(record)
                ? new Kernel.Whole(in -> nest(in, record))
                : new Kernel.Same(0);
    }

    private static boolean hasDots(RecordType record) {
        return record.fields().stream().anyMatch(field -> field.name().indexOf('.') >= 0);
    }

    /// A record that grows, or for a leaf the position of a field of the flat record.
    private static final class Node {
        private final Map<String, Node> fields = new LinkedHashMap<>();
        private int position = -1;
        private String last = "";

        /// Returns what is wrong, if something is.
        Optional<String> put(List<String> path, int depth, int newPosition) {
            if (depth == path.size()) {
                position = newPosition;
                return Optional.empty();
            }
            String name = path.get(depth);
            boolean leaf = depth + 1 == path.size();
            var known = fields.get(name);
            if (known != null && (leaf || known.position >= 0)) {
                return Optional.of("duplicate field: \"" + String.join(".", path) + "\"");
            }
            if (known != null && !last.equals(name)) {
                return Optional.of(
                        "fields in record " + String.join(".", path.subList(0, depth + 1)) + " must be adjacent");
            }
            last = name;
            return fields.computeIfAbsent(name, _ -> new Node()).put(path, depth + 1, newPosition);
        }

        TypedVector build(TypedVector records) {
            if (position >= 0) {
                return FieldAccess.column(records, position);
            }
            var types = new ArrayList<Field>();
            var columns = new ArrayList<TypedVector>();
            fields.forEach((name, node) -> {
                var column = node.build(records);
                types.add(new Field(name, column.type()));
                columns.add(column);
            });
            return new RecordVector(new RecordType(types), columns, records.length(), Validity.ALL);
        }
    }

    private static Vector nest(Columns in, RecordType record) {
        var root = new Node();
        for (int i = 0; i < record.size(); i++) {
            // Unlike String.split, keep the empty names at the end.
            var problem = root.put(List.of(record.field(i).name().split("\\.", -1)), 0, i);
            if (problem.isPresent()) {
                return ErrorValues.on("nest_dotted(): " + problem.get(), in.column(0));
            }
        }
        return ((RecordVector) root.build(in.column(0))).withValidity(in.flat(0).validity());
    }
}
