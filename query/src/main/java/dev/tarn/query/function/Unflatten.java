package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.BodyWriter;
import dev.tarn.query.expression.Coercion;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A record of an array of `{key:["a","b"],value:1}` (a key may be a string too); elements of other types are left out.
/// A field given again right after itself replaces it. What is no array stays as it is.
final class Unflatten implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("unflatten", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst().under() instanceof ArrayType
                ? new Kernel.PerRow(RecordType.EMPTY, arguments -> unflatten(arguments[0]))
                : new Kernel.Same(0);
    }

    /// A record that grows: either its fields or, for a leaf, a value.
    private static final class Node {
        private final String name;
        private final List<Node> fields = new ArrayList<>();
        private Optional<Value> leaf = Optional.empty();

        Node(String name) {
            this.name = name;
        }

        void put(List<String> path, Value value) {
            if (path.isEmpty()) {
                fields.clear();
                leaf = Optional.of(value);
                return;
            }
            leaf = Optional.empty();
            if (fields.isEmpty() || !fields.getLast().name.equals(path.getFirst())) {
                fields.add(new Node(path.getFirst()));
            }
            fields.getLast().put(path.subList(1, path.size()), value);
        }

        Type type() {
            return leaf.map(Value::type).orElseGet(() -> new RecordType(
                    fields.stream().map(field -> new Field(field.name, field.type())).toList()));
        }

        Optional<String> duplicate() {
            return RecordType.duplicateName(fields.stream().map(field -> new Field(field.name, PrimitiveType.NULL)).toList())
                    .or(() -> fields.stream().flatMap(field -> field.duplicate().stream()).findFirst());
        }

        void write(BodyWriter out) {
            for (var field : fields) {
                if (field.leaf.isPresent()) {
                    out.put(field.leaf.get());
                } else {
                    int start = out.begin();
                    field.write(out);
                    out.end(start);
                }
            }
        }
    }

    private static Value unflatten(Value array) {
        var root = new Node("");
        for (var element : array.elements()) {
            var entry = Coercion.withoutUnions(element);
            if (entry.type().under() instanceof RecordType record && record.size() == 2) {
                var key = entry.field("key");
                var value = entry.field("value");
                if (key.isPresent() && value.isPresent()) {
                    var path = path(key.get());
                    if (path.isEmpty()) {
                        return ErrorValues.on(
                                "invalid key type " + key.get().type() + ": expected either string or [string]", element);
                    }
                    if (!path.get().isEmpty()) {
                        root.put(path.get(), value.get());
                    }
                }
            }
        }
        var duplicate = root.duplicate();
        if (duplicate.isPresent()) {
            return ErrorValues.on("duplicate field: \"" + duplicate.get() + "\"", array);
        }
        if (root.fields.isEmpty()) {
            return Value.ofNull(RecordType.EMPTY);
        }
        var out = new BodyWriter();
        root.write(out);
        return out.build(root.type());
    }

    private static Optional<List<String>> path(Value key) {
        if (key.type().under() == PrimitiveType.STRING) {
            return Optional.of(List.of(key.asString()));
        }
        return key.type().under() instanceof ArrayType array && array.element().under() == PrimitiveType.STRING
                ? Optional.of(key.elements().stream().map(Value::asString).toList())
                : Optional.empty();
    }
}
