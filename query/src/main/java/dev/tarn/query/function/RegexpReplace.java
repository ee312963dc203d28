package dev.tarn.query.function;

import com.google.re2j.PatternSyntaxException;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.ValueCollector;
import dev.tarn.query.search.RegexpSearch;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A string where every match of a regular expression is replaced, see [RegexpReplacement].
final class RegexpReplace implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("regexp_replace", Argument.ANY, Argument.ANY, Argument.ANY);

    private final Patterns patterns = new Patterns();
    // What the memo and the replacement are of.
    private RegexpSearch remembered = RegexpSearch.of("");
    private String rememberedTemplate = "";
    private RegexpReplacement replacement = new RegexpReplacement(remembered, rememberedTemplate);
    private BytesMemo memo = new BytesMemo();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).under() != PrimitiveType.STRING) {
                return new Kernel.Reject("regexp_replace: string arg required", i);
            }
        }
        return new Kernel.Whole(this::replace);
    }

    private Vector replace(Columns in) {
        var texts = in.bytes(0);
        if (!in.isConstant(1) || !in.isConstant(2) || !texts.validity().isAll()) {
            var out = new ValueCollector();
            for (int row = 0; row < in.length(); row++) {
                out.append(replace(new Value[] {in.value(0, row), in.value(1, row), in.value(2, row)}));
            }
            return out.build();
        }
        try {
            return replace(texts, patterns.get(in.constant(1).asString()), in.constant(2).asString());
        } catch (PatternSyntaxException e) {
            return new Constant(ErrorValues.of("regexp_replace: " + e.getMessage()).toVector(), in.length());
        }
    }

    private Vector replace(BytesVector texts, RegexpSearch regexp, String template) {
        remember(regexp, template);
        // The result is of the type string whatever the names of the text's type are.
        if (!replacement.isFast()) {
            return memo.results(texts.withType(PrimitiveType.STRING), row -> replacement.apply(texts.copy(row)));
        }
        var out = new BytesBuilder(PrimitiveType.STRING);
        for (int row = 0; row < texts.length(); row++) {
            out.append(replacement.apply(texts.copy(row)));
        }
        return out.build();
    }

    private void remember(RegexpSearch regexp, String template) {
        if (!regexp.equals(remembered) || !template.equals(rememberedTemplate)) {
            memo = new BytesMemo();
            replacement = new RegexpReplacement(regexp, template);
            remembered = regexp;
            rememberedTemplate = template;
        }
    }

    private Value replace(Value[] arguments) {
        if (arguments[0].isNull()) {
            return Value.ofNull(PrimitiveType.NULL);
        }
        if (arguments[1].isNull() || arguments[2].isNull()) {
            return ErrorValues.of("regexp_replace: 2nd and 3rd args cannot be null");
        }
        try {
            remember(patterns.get(arguments[1].asString()), arguments[2].asString());
            byte[] text = arguments[0].asString().getBytes(StandardCharsets.UTF_8);
            return Value.ofString(new String(replacement.apply(text), StandardCharsets.UTF_8));
        } catch (PatternSyntaxException e) {
            return ErrorValues.of("regexp_replace: " + e.getMessage());
        }
    }
}
