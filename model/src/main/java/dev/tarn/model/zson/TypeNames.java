package dev.tarn.model.zson;

import dev.tarn.model.InputException;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeTable;
import dev.tarn.model.type.TypeText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The type names bound so far in a stream, and what types that are written mean there.
final class TypeNames {
    final TypeTable table = new TypeTable();
    private final Map<String, Type> bound = new HashMap<>();
    private final Map<String, Type> boundInTypeValues = new HashMap<>();
    private final Map<String, Type> boundInThisTypeValue = new HashMap<>();
    private boolean inTypeValue;

    /// Binds a name to a type and returns the type with that name; a number is only another way to write the type.
    ///
    /// @throws InputException if the name is a primitive type's
    Type bind(String name, Type type) {
        if (PrimitiveType.ofName(name).isPresent()) {
            throw new InputException("bad type name " + TypeText.quote(name) + ": primitive type name");
        }
        boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
        Type named = number ? type : table.named(name, type);
        (inTypeValue ? boundInThisTypeValue : bound).put(name, named);
        return named;
    }

    /// Returns the type that is written as a type value.
    ///
    /// A writer does not look into type values, so a name that is bound in one holds for the rest of the stream only as long as it is
    /// not bound by a decorator.
    ///
    /// @throws InputException if a name in it is not bound
    Type resolveTypeValue(TypeSyntax syntax) {
        inTypeValue = true;
        try {
            return resolve(syntax);
        } finally {
            inTypeValue = false;
            boundInTypeValues.putAll(boundInThisTypeValue);
            boundInThisTypeValue.clear();
        }
    }

    private Optional<Type> find(String name) {
        for (var names : List.of(boundInThisTypeValue, bound, boundInTypeValues)) {
            var type = names.get(name);
            if (type != null) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /// Returns the type that is written, and binds the names that are defined in it, left to right.
    ///
    /// @throws InputException if a name in it is not bound
    Type resolve(TypeSyntax syntax) {
        return switch (syntax) {
            case TypeSyntax.Primitive primitive -> primitive.type();
            case TypeSyntax.Reference reference -> find(reference.name())
                    .orElseThrow(() -> new InputException.UnknownName("no such type name: " + TypeText.quote(reference.name())));
            case TypeSyntax.Definition definition -> bind(definition.name(), resolve(definition.type()));
            case TypeSyntax.Record record -> {
                checkDistinct(record.names());
                var types = resolveAll(record.types());
                yield table.record(record.names().toArray(String[]::new), types.toArray(Type[]::new), types.size());
            }
            case TypeSyntax.Array array -> table.array(resolve(array.element()));
            case TypeSyntax.Set set -> table.set(resolve(set.element()));
            case TypeSyntax.Map map -> {
                var key = resolve(map.key());
                yield table.map(key, resolve(map.value()));
            }
            case TypeSyntax.Union union -> table.union(resolveAll(union.members()));
            case TypeSyntax.Enumeration enumeration -> table.enumeration(enumeration.symbols());
            case TypeSyntax.Error error -> table.error(resolve(error.wrapped()));
        };
    }

    private static void checkDistinct(List<String> fieldNames) {
        var seen = HashSet.<String>newHashSet(fieldNames.size());
        for (var name : fieldNames) {
            if (!seen.add(name)) {
                throw new InputException("duplicate field: " + TypeText.quote(name));
            }
        }
    }

    private List<Type> resolveAll(List<TypeSyntax> types) {
        return types.stream().map(this::resolve).toList();
    }
}
