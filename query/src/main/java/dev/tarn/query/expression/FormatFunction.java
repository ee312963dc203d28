package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.List;

/// `f"…{a}…"`: the strings of the parts joined; null adds nothing, the first error is the result. One part alone is its string.
final class FormatFunction implements Function {
    @Override
    public Argument argument(int position) {
        return Argument.ANY.withErrorsPassed();
    }

    @Override
    public Kernel bind(List<Type> types) {
        return new Kernel.PerRow(PrimitiveType.STRING, FormatFunction::joined);
    }

    private static Value joined(Value[] parts) {
        if (parts.length == 1) {
            return string(parts[0]);
        }
        var text = new StringBuilder();
        for (var part : parts) {
            var string = string(part);
            if (string.type().isError()) {
                return string;
            }
            text.append(string.asString());
        }
        return Value.ofString(text.toString());
    }

    private static Value string(Value part) {
        var inner = Coercion.withoutUnions(part);
        return inner.type().isError() ? inner : StringCast.of(inner);
    }
}
