package dev.tarn.query.expression;

import com.google.re2j.Pattern;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.List;

/// `a ~ /re/`: whether a string matches somewhere; what is no string does not.
record MatchFunction(Pattern pattern, ByteSearch required) implements Function {
    /// Makes the function that tries an expression.
    static MatchFunction of(String regexp) {
        return new MatchFunction(Regexps.compile(regexp), SearchFunction.required(RequiredText.ofRegexp(regexp)));
    }

    @Override
    public Argument argument(int position) {
        return Argument.ANY.withNulls(Argument.Nulls.AS_ZERO);
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (types.getFirst().under() != PrimitiveType.STRING) {
            return new Kernel.Whole(in -> Logic.constant(false, in.length()));
        }
        return new Kernel.ToLongs(PrimitiveType.BOOL, (in, out) -> {
            var strings = in.bytes(0);
            Loops.index(out, row -> required.isIn(strings.arena(), strings.starts()[row], strings.lengths()[row])
                    && Regexps.find(pattern, strings, row) ? 1 : 0);
        });
    }
}
