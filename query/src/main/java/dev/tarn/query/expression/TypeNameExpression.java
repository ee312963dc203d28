package dev.tarn.query.expression;

import dev.tarn.model.Value;
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
import dev.tarn.query.Batch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `typename(a)`, and `<name>` where the query declares no such type: the type that the data calls so.
///
/// Names belong to the values: where the type of the row's own value has the name in it, that is the type. For other rows
/// it is what the name was last seen to mean in rows that this expression saw; `error("missing")` if it was not.
final class TypeNameExpression implements Expression {
    private final Expression name;
    private final Map<String, Type> seen = new HashMap<>();
    private final Set<Type> known = new HashSet<>();

    TypeNameExpression(Expression name) {
        this.name = name;
    }

    @Override
    public Vector evaluate(Batch batch) {
        for (var type : types(batch.values())) {
            if (known.add(type)) {
                bind(type, seen);
            }
        }
        return TypeCombinations.apply(
                new Vector[] {name.evaluate(batch), batch.values()},
                batch.length(),
                (columns, length) -> Evaluator.call(new Lookup(columns[1].type()), length, columns[0]));
    }

    private static List<Type> types(Vector values) {
        return switch (values) {
            case TypedVector typed -> List.of(typed.type());
            case Mixed mixed -> mixed.parts().stream().map(TypedVector::type).toList();
        };
    }

    private static void bind(Type type, Map<String, Type> names) {
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

    /// Looks names up for values of one type.
    private final class Lookup implements Function {
        private final Map<String, Type> own = new HashMap<>();

        Lookup(Type type) {
            TypeNameExpression.bind(type, own);
        }

        @Override
        public Argument argument(int position) {
            return Argument.ANY;
        }

        @Override
        public Kernel bind(List<Type> types) {
            return types.getFirst().under() == PrimitiveType.STRING
                    ? new Kernel.PerRow(PrimitiveType.TYPE, arguments -> find(arguments[0].asString()))
                    : new Kernel.Reject("typename: first argument not a string", 0);
        }

        private Value find(String wanted) {
            return Optional.ofNullable(own.get(wanted))
                    .or(() -> Optional.ofNullable(seen.get(wanted)))
                    .map(TypeValues::of)
                    .orElse(ErrorValues.missing());
        }
    }
}
