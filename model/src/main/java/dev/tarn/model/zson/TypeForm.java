package dev.tarn.model.zson;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeText;
import dev.tarn.model.type.UnionType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a writer has to know of a type to decorate its values: one object for each type that a writer meets.
final class TypeForm {
    final Type type;
    /// Whether the text of a value that is not null tells its type.
    final boolean implied;
    /// Whether the text of a value that is not null, with the decorators inside, tells its type but for its name.
    final boolean selfDescribing;
    /// The text of the type, if there are no names in it.
    final Optional<byte[]> text;
    /// The name, if it is a named type.
    final Optional<NameScope.Name> name;

    TypeForm(Type type, NameScope names) {
        this.type = type;
        this.implied = isImplied(type);
        this.selfDescribing = isSelfDescribing(type);
        this.text = hasNames(type) ? Optional.empty() : Optional.of(type.toString().getBytes(StandardCharsets.UTF_8));
        this.name = type instanceof NamedType named ? Optional.of(names.name(named.name())) : Optional.empty();
    }

    static byte[] quotedTypeName(String name) {
        return TypeText.quoteUnlessTypeName(name).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isImplied(Type type) {
        return switch (type) {
            case PrimitiveType primitive -> switch (primitive) {
                case INT64, DURATION, TIME, FLOAT64, BOOL, BYTES, STRING, IP, NET, TYPE, NULL -> true;
                case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, FLOAT16, FLOAT32 -> false;
            };
            case RecordType record -> record.fields().stream().allMatch(field -> isImplied(field.type()));
            case ArrayType array -> isImplied(array.element());
            case SetType set -> isImplied(set.element());
            case MapType map -> isImplied(map.key()) && isImplied(map.value());
            case ErrorType error -> isImplied(error.wrapped());
            case UnionType _, EnumType _, NamedType _ -> false;
        };
    }

    private static boolean isSelfDescribing(Type type) {
        return switch (type) {
            case RecordType _, ArrayType _, SetType _, MapType _ -> true;
            // Of a name for a name, only the outer one would be told.
            case NamedType named -> !(named.type() instanceof NamedType) && isSelfDescribing(named.type());
            case PrimitiveType _, ErrorType _ -> isImplied(type);
            case UnionType _, EnumType _ -> false;
        };
    }

    private static boolean hasNames(Type type) {
        return switch (type) {
            case PrimitiveType _, EnumType _ -> false;
            case RecordType record -> record.fields().stream().anyMatch(field -> hasNames(field.type()));
            case ArrayType array -> hasNames(array.element());
            case SetType set -> hasNames(set.element());
            case MapType map -> hasNames(map.key()) || hasNames(map.value());
            case ErrorType error -> hasNames(error.wrapped());
            case UnionType union -> union.members().stream().anyMatch(TypeForm::hasNames);
            case NamedType _ -> true;
        };
    }
}
