package dev.tarn.lake;

import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import java.util.ArrayList;
import java.util.List;

/// Makes records from the values of their fields, one value at a time: for what a lake says about itself.
final class RecordShape {
    private final List<Field> fields = new ArrayList<>();
    private final ByteBuilder body = new ByteBuilder();

    /// Adds a field.
    RecordShape with(String name, Value value) {
        fields.add(new Field(name, value.type()));
        BodyEncoder.of(value.toVector()).writeTagged(0, body);
        return this;
    }

    /// Returns the record, whose type has a name.
    Value named(String name) {
        return Value.ofBody(new NamedType(name, new RecordType(fields)), body.toBytes());
    }

    /// Returns a value with a named type instead of its own.
    static Value named(String name, Value value) {
        return Value.ofBody(new NamedType(name, value.type()), value.body());
    }

    /// Returns an array; its elements are of a union type if they have different ones.
    ///
    /// @param empty the type of the elements if there are none
    static Value array(Type empty, List<Value> elements) {
        List<Type> types = elements.stream().map(Value::type).distinct().toList();
        Type element = types.isEmpty() ? empty : types.size() == 1 ? types.getFirst() : UnionType.of(types);
        var body = new ByteBuilder();
        for (Value value : elements) {
            if (element instanceof UnionType union && types.size() > 1) {
                int start = body.beginTagged();
                Value tag = Value.ofLong(PrimitiveType.INT64, union.tagOf(value.type()));
                BodyEncoder.of(tag.toVector()).writeTagged(0, body);
                BodyEncoder.of(value.toVector()).writeTagged(0, body);
                body.endTagged(start);
            } else {
                BodyEncoder.of(value.toVector()).writeTagged(0, body);
            }
        }
        return Value.ofBody(new ArrayType(element), body.toBytes());
    }
}
