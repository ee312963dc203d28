package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `typename(a)`, and `<name>` where the query declares no such type: the type that the data calls so.
///
/// Names belong to the values: where the type of the row's own value has the name in it, that is the type. For other rows
/// it is what the name was last seen to mean in what the query has read; `error("missing")` if it was not.
final class TypeNameExpression implements Expression {
    private final Expression name;
    private final TypeNames seen;

    TypeNameExpression(Expression name, TypeNames seen) {
        this.name = name;
        this.seen = seen;
    }

    @Override
    public Vector evaluate(Batch batch) {
        seen.addAll(batch.values());
        return TypeCombinations.apply(
                new Vector[] {name.evaluate(batch), batch.values()},
                batch.length(),
                (columns, length) -> Evaluator.call(new Lookup(columns[1].type()), length, columns[0]));
    }

    /// Looks names up for values of one type.
    private final class Lookup implements Function {
        private final Map<String, Type> own = new HashMap<>();

        Lookup(Type type) {
            TypeNames.bind(type, own);
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
                    .or(() -> seen.find(wanted))
                    .map(TypeValues::of)
                    .orElse(ErrorValues.missing());
        }
    }
}
