package dev.tarn.query.function;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Loops;
import java.util.List;

/// Whether a value is of exactly a type, which is given as a type or as its text.
final class Is implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("is", Argument.ANY, Argument.ANY).withImpliedThis().withPredicate();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.Whole(in -> is(types.get(0), in));
    }

    private static Vector is(Type type, Columns in) {
        if (in.isConstant(1)) {
            return new Constant(Value.ofBool(matches(type, in.constant(1))).toVector(), in.length());
        }
        var out = new long[in.length()];
        Loops.index(out, row -> matches(type, in.value(1, row)) ? 1 : 0);
        return new LongVector(PrimitiveType.BOOL, out);
    }

    private static boolean matches(Type type, Value wanted) {
        if (wanted.isNull()) {
            return false;
        }
        if (wanted.type().under() == PrimitiveType.TYPE) {
            return type.equals(TypeValue.decode(wanted.asBytes()));
        }
        return wanted.type().under() == PrimitiveType.STRING && matches(type, wanted.asString());
    }

    private static boolean matches(Type type, String text) {
        if (type instanceof NamedType named && named.name().equals(text)) {
            return true;
        }
        try {
            return type.equals(Zson.parseType(text));
        } catch (InputException _) {
            // What is no type is the type of nothing.
            return false;
        }
    }
}
