package dev.tarn.query.function;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.text.TextInput;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.MixedBuilder;
import dev.tarn.model.zson.ZsonReader;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The first value of a text in ZSON; null if there is none.
final class ParseZson implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("parse_zson", Argument.ANY);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst().under() == PrimitiveType.STRING
                ? new Kernel.PerRow(PrimitiveType.NULL, arguments -> parse(arguments[0]))
                : new Kernel.Reject("parse_zson: string arg required", 0);
    }

    private static Value parse(Value text) {
        if (text.isNull()) {
            return Value.ofNull(PrimitiveType.NULL);
        }
        var builder = new MixedBuilder();
        try {
            boolean found = new ZsonReader(new TextInput(text.asBytes())).next(builder);
            return found ? Value.of(builder.build(), 0) : Value.ofNull(PrimitiveType.NULL);
        } catch (InputException e) {
            return ErrorValues.on("parse_zson: " + e.getMessage().replaceFirst(" at line \\d+, column \\d+$", ""), text);
        }
    }
}
