package dev.tarn.query.function;

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
import dev.tarn.query.search.RegexpSearch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

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
        if (types.getFirst().under() != PrimitiveType.STRING) {
            return new Kernel.Reject("regexp: string required for first arg", 0);
        }
        if (types.get(1).under() != PrimitiveType.STRING) {
            // What is wrong with the expression comes first.
            return new Kernel.PerRow(STRINGS, arguments -> malformed(arguments[0]).orElseGet(() -> ErrorValues.on("regexp: string required for second arg", arguments[1])));
        }
        return new Kernel.PerRow(STRINGS, arguments -> malformed(arguments[0]).orElseGet(() -> match(patterns.get(arguments[0].asString()), arguments[1])));
    }

    private Optional<Value> malformed(Value regexp) {
        try {
            patterns.get(regexp.asString());
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(ErrorValues.of("regexp: " + e.getMessage()));
        }
    }

    private static Value match(RegexpSearch search, Value text) {
        byte[] utf8 = text.asBytes();
        if (search.isMissing(utf8, 0, utf8.length)) {
            return Value.ofNull(STRINGS);
        }
        // Nothing is what a pattern finds in what is null.
        boolean none = text.isNull();
        var matcher = search.pattern().matcher(text.asString());
        if (!matcher.find()) {
            return Value.ofNull(STRINGS);
        }
        var out = new ArrayBuilder(STRINGS);
        for (int group = 0; group <= matcher.groupCount(); group++) {
            var part = matcher.group(group);
            if (part == null || none) {
                out.elements().appendNull();
            } else {
                ((BytesBuilder) out.elements()).append(part.getBytes(StandardCharsets.UTF_8));
            }
        }
        out.endArray();
        return Value.of(out.build(), 0);
    }
}
