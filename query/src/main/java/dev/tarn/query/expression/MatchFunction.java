package dev.tarn.query.expression;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.search.RegexpSearch;
import java.util.List;

/// `a ~ /re/`: whether a string matches somewhere; what is no string does not.
record MatchFunction(RegexpSearch search) implements Function {
    /// Makes the function that tries an expression.
    static MatchFunction of(String regexp) {
        return new MatchFunction(RegexpSearch.of(regexp));
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
        return new Kernel.ToLongs(PrimitiveType.BOOL,
                (in, out) -> Loops.map(in.bytes(0), out, (arena, start, length) -> search.isIn(arena, start, length) ? 1 : 0));
    }
}
