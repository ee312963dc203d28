package dev.tarn.query.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ArrayBuilder;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the groups of a regular expression match in a string, the whole match first; null if it does not match.
final class Regexp implements BuiltIn {
    private static final ArrayType STRINGS = new ArrayType(PrimitiveType.STRING);
    private static final Signature SIGNATURE = Signature.of("regexp", Argument.ANY, Argument.ANY);

    private final Patterns patterns = new Patterns();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).under() != PrimitiveType.STRING) {
                return new Kernel.Reject("regexp: string required for " + (i == 0 ? "first" : "second") + " arg", i);
            }
        }
        return new Kernel.PerRow(STRINGS, arguments -> match(arguments[0], arguments[1]));
    }

    private Value match(Value regexp, Value text) {
        Pattern pattern;
        try {
            pattern = patterns.get(regexp.asString());
        } catch (PatternSyntaxException e) {
            return ErrorValues.of("regexp: " + e.getMessage());
        }
        var matcher = pattern.matcher(text.asString());
        if (!matcher.find()) {
            return Value.ofNull(STRINGS);
        }
        var out = new ArrayBuilder(STRINGS);
        for (int group = 0; group <= matcher.groupCount(); group++) {
            var part = matcher.group(group);
            if (part == null) {
                out.elements().appendNull();
            } else {
                ((BytesBuilder) out.elements()).append(part.getBytes(StandardCharsets.UTF_8));
            }
        }
        out.endArray();
        return Value.of(out.build(), 0);
    }
}
