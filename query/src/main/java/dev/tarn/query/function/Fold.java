package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import java.util.List;
import java.util.StringJoiner;

/// Stacks folded to one line, as flame graphs are drawn from: the functions from the outermost to the innermost with semicolons
/// between. Strings among the arguments, such as the name of a program, stand as they are; an array of strings is a stack that
/// begins with the function that ran. Null and empty ones leave no trace.
final class Fold implements BuiltIn {
    private static final Argument ARGUMENT = Argument.UNDER.withNulls(Argument.Nulls.AS_ZERO);
    private static final Signature SIGNATURE = Signature.of("fold", ARGUMENT).withRepeated();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        for (int i = 0; i < types.size(); i++) {
            boolean stack = types.get(i) instanceof ArrayType array
                    && (array.element().under() == PrimitiveType.STRING || array.element() == PrimitiveType.NULL);
            if (!stack && types.get(i) != PrimitiveType.STRING && types.get(i) != PrimitiveType.NULL) {
                return new Kernel.Reject("fold: string or array of strings required", i);
            }
        }
        return new Kernel.PerRow(PrimitiveType.STRING, Fold::fold);
    }

    private static Value fold(Value[] arguments) {
        var line = new StringJoiner(";");
        for (var argument : arguments) {
            if (argument.type().under() == PrimitiveType.STRING) {
                add(line, argument);
            } else if (argument.type().under() instanceof ArrayType) {
                argument.elements().reversed().forEach(frame -> add(line, frame));
            }
        }
        return Value.ofString(line.toString());
    }

    /// A semicolon ends a function's name.
    private static void add(StringJoiner line, Value frame) {
        if (!frame.isNull() && !frame.asString().isEmpty()) {
            line.add(frame.asString().replace(';', ':'));
        }
    }
}
