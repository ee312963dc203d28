package dev.tarn.model.zng;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ByteBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers the types of a stream in the order of their first use, inner ones first, and writes their definitions.
final class TypeEncoder {
    private final Map<Type, Integer> ids = new HashMap<>();
    private final ByteBuilder typedefs = new ByteBuilder();

    /// Returns the definitions that are to be written before the next values.
    ByteBuilder typedefs() {
        return typedefs;
    }

    /// Begins a new stream.
    void reset() {
        ids.clear();
        typedefs.truncate(0);
    }

    /// Returns the identifier of a type in the stream; defines it if it is new.
    int id(Type type) {
        if (type instanceof PrimitiveType primitive) {
            return primitive.id();
        }
        Integer known = ids.get(type);
        return known != null ? known : define(type);
    }

    private int define(Type type) {
        switch (type) {
            case PrimitiveType primitive -> throw new IllegalStateException("a primitive type has its id: " + primitive);
            case RecordType record -> defineRecord(record);
            case ArrayType array -> defineAround(ZngFormat.ARRAY_TYPEDEF, array.element());
            case SetType set -> defineAround(ZngFormat.SET_TYPEDEF, set.element());
            case ErrorType error -> defineAround(ZngFormat.ERROR_TYPEDEF, error.wrapped());
            case MapType map -> {
                int key = id(map.key());
                int value = id(map.value());
                typedefs.put(ZngFormat.MAP_TYPEDEF);
                typedefs.putUvarint(key);
                typedefs.putUvarint(value);
            }
            case UnionType union -> {
                var members = ids(union.members());
                typedefs.put(ZngFormat.UNION_TYPEDEF);
                typedefs.putUvarint(members.size());
                members.forEach(typedefs::putUvarint);
            }
            case EnumType enumeration -> {
                typedefs.put(ZngFormat.ENUM_TYPEDEF);
                typedefs.putUvarint(enumeration.symbols().size());
                enumeration.symbols().forEach(this::putName);
            }
            case NamedType named -> {
                int inner = id(named.type());
                typedefs.put(ZngFormat.NAMED_TYPEDEF);
                putName(named.name());
                typedefs.putUvarint(inner);
            }
        }
        int id = PrimitiveType.FIRST_COMPLEX_ID + ids.size();
        ids.put(type, id);
        return id;
    }

    private void defineRecord(RecordType record) {
        var types = ids(record.fields().stream().map(field -> field.type()).toList());
        typedefs.put(ZngFormat.RECORD_TYPEDEF);
        typedefs.putUvarint(record.size());
        for (int i = 0; i < record.size(); i++) {
            putName(record.field(i).name());
            typedefs.putUvarint(types.get(i));
        }
    }

    private List<Integer> ids(List<Type> types) {
        var found = new ArrayList<Integer>(types.size());
        for (var type : types) {
            found.add(id(type));
        }
        return found;
    }

    private void defineAround(int code, Type inner) {
        int id = id(inner);
        typedefs.put(code);
        typedefs.putUvarint(id);
    }

    private void putName(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        typedefs.putUvarint(bytes.length);
        typedefs.put(bytes);
    }
}
