package dev.tarn.query.expression;

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
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The names of types in the values that a query has read so far. May be used by any thread.
public final class TypeNames {
    private final Map<String, Type> names = new ConcurrentHashMap<>();
    private final Set<Type> known = ConcurrentHashMap.newKeySet();

    /// Takes the names in the types of values.
    public void addAll(Vector values) {
        switch (values) {
            case TypedVector typed -> add(typed.type());
            case Mixed mixed -> mixed.parts().forEach(part -> add(part.type()));
        }
    }

    private void add(Type type) {
        if (!known.contains(type)) {
            bind(type, names);
            known.add(type);
        }
    }

    /// Returns the type that a name was last seen to mean; empty if it was not seen.
    Optional<Type> find(String name) {
        return Optional.ofNullable(names.get(name));
    }

    /// Takes the names in a type.
    static void bind(Type type, Map<String, Type> names) {
        switch (type) {
            case NamedType named -> {
                bind(named.type(), names);
                names.put(named.name(), named);
            }
            case RecordType record -> record.fields().forEach(field -> bind(field.type(), names));
            case ArrayType array -> bind(array.element(), names);
            case SetType set -> bind(set.element(), names);
            case MapType map -> {
                bind(map.key(), names);
                bind(map.value(), names);
            }
            case UnionType union -> union.members().forEach(member -> bind(member, names));
            case ErrorType error -> bind(error.wrapped(), names);
            case PrimitiveType _, EnumType _ -> { }
        }
    }
}
