package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.BodyWriter;
import dev.tarn.query.expression.Kernel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// A record as an array of its fields that are no records themselves: `{key:["a","b"],value:1}`.
/// A null record inside is such a field. What is no record stays as it is.
final class Flatten implements BuiltIn {
    private static final ArrayType KEY = new ArrayType(PrimitiveType.STRING);
    private static final Signature SIGNATURE = Signature.of("flatten", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst().under() instanceof RecordType
                ? new Kernel.PerRow(types.getFirst(), arguments -> flatten(arguments[0]))
                : new Kernel.Same(0);
    }

    private record Leaf(List<String> path, Value value) {
        Type entryType() {
            return new RecordType(List.of(new Field("key", KEY), new Field("value", value.type())));
        }
    }

    private static Value flatten(Value record) {
        if (record.isNull()) {
            return record;
        }
        var leaves = new ArrayList<Leaf>();
        collect(record, List.of(), leaves);
        if (leaves.isEmpty()) {
            return Value.ofNull(new ArrayType(PrimitiveType.NULL));
        }
        var types = new LinkedHashSet<Type>();
        leaves.forEach(leaf -> types.add(leaf.entryType()));
        var entry = types.size() == 1 ? types.getFirst() : UnionType.of(types);
        var out = new BodyWriter();
        for (var leaf : leaves) {
            var one = new BodyWriter();
            int key = one.begin();
            leaf.path().forEach(name -> one.put(Value.ofString(name)));
            one.end(key);
            one.put(leaf.value());
            out.putAs(entry, one.build(leaf.entryType()));
        }
        return out.build(new ArrayType(entry));
    }

    private static void collect(Value record, List<String> prefix, List<Leaf> leaves) {
        var fields = ((RecordType) record.type().under()).fields();
        for (int i = 0; i < fields.size(); i++) {
            var path = new ArrayList<>(prefix);
            path.add(fields.get(i).name());
            var value = record.field(i);
            if (value.type().under() instanceof RecordType && !value.isNull()) {
                collect(value, path, leaves);
            } else {
                leaves.add(new Leaf(path, value));
            }
        }
    }
}
