package dev.tarn.query.function;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// A type by its name, with an expression that says what it is.
final class TypeName implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("typename", Argument.ANY, Argument.ANY).withOptional(1);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (types.get(0).under() != PrimitiveType.STRING) {
            return new Kernel.Reject("typename: first argument not a string", 0);
        }
        if (types.get(1).under() != PrimitiveType.TYPE) {
            return new Kernel.Reject("typename: second argument not a type value", 1);
        }
        return new Kernel.PerRow(types.get(1), arguments -> arguments[1].isNull() ? ErrorValues.of("bad type value encoding") : arguments[1]);
    }
}
