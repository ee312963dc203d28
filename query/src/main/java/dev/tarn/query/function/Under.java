package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.TypeValues;
import java.util.List;

/// What is under a name, in a union that is not null or in an error; of a type, the type without its names; else the value itself.
final class Under implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("under", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return switch (types.getFirst()) {
            case NamedType named -> new Kernel.Whole(in -> in.column(0).withType(named.type()));
            case ErrorType _ -> new Kernel.Whole(in -> wrapped((ErrorVector) in.flat(0)));
            case UnionType union -> new Kernel.Whole(in -> ((UnionVector) in.flat(0)).unwrap(union));
            case PrimitiveType primitive when primitive == PrimitiveType.TYPE ->
                new Kernel.PerRow(PrimitiveType.TYPE, arguments -> ofType(arguments[0]));
            default -> new Kernel.Same(0);
        };
    }

    private static TypedVector wrapped(ErrorVector errors) {
        var values = errors.wrapped().flat();
        return values.withValidity(values.validity().and(errors.validity()));
    }

    private static Value ofType(Value value) {
        return value.isNull() ? value : TypeValues.of(TypeValue.decode(value.asBytes()).under());
    }
}
