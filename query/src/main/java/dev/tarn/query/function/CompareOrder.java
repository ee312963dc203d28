package dev.tarn.query.function;

import dev.tarn.model.ValueOrder;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.Loops;
import java.util.List;

/// How two values are ordered: -1, 0 or 1. Nulls come last unless told otherwise.
final class CompareOrder implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("compare", Argument.ANY, Argument.ANY, Argument.ANY).withOptional(1);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (types.size() == 3 && types.get(2).under() != PrimitiveType.BOOL) {
            return new Kernel.Reject("compare: nullsMax arg is not bool", 2);
        }
        return new Kernel.ToLongs(PrimitiveType.INT64, CompareOrder::compare);
    }

    private static void compare(Columns in, long[] out) {
        var last = ValueOrder.NULLS_LAST.between(in.flat(0), in.flat(1));
        var first = ValueOrder.NULLS_FIRST.between(in.flat(0), in.flat(1));
        if (in.count() == 2) {
            Loops.index(out, row -> Integer.signum(last.compare(row, row)));
        } else {
            var nullsLast = in.longsOrZero(2);
            Loops.index(out, row -> Integer.signum((nullsLast[row] != 0 ? last : first).compare(row, row)));
        }
    }
}
