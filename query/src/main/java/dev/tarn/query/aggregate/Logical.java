package dev.tarn.query.aggregate;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;

/// `and(x)`, `or(x)`: whether all, or any, of the bools are true; null if there are none. What is no bool is left out.
final class Logical implements Accumulator {
    private static final byte NONE = 0;
    private static final byte FALSE = 1;
    private static final byte TRUE = 2;

    // What a group is once it has seen it, whatever comes after.
    private final byte decisive;
    private byte[] state = new byte[16];

    private Logical(byte decisive) {
        this.decisive = decisive;
    }

    static Logical and() {
        return new Logical(FALSE);
    }

    static Logical or() {
        return new Logical(TRUE);
    }

    @Override
    public void grow(int groups) {
        if (groups > state.length) {
            state = Arrays.copyOf(state, Math.max(groups, state.length * 2));
        }
    }

    @Override
    public void add(int[] groups, TypedVector values, Places places) {
        if (values.type().under() != PrimitiveType.BOOL) {
            return;
        }
        var bools = (LongVector) values.flat();
        for (int i = 0; i < groups.length; i++) {
            if (!bools.isNull(i) && state[groups[i]] != decisive) {
                state[groups[i]] = bools.values()[i] != 0 ? TRUE : FALSE;
            }
        }
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        add(groups, (TypedVector) partials, Places.from(0));
    }

    @Override
    public Vector partials(int from, int to) {
        return results(from, to);
    }

    @Override
    public Vector results(int from, int to) {
        var values = new long[to - from];
        var validity = new Validity.Builder();
        for (int i = 0; i < values.length; i++) {
            if (state[from + i] == NONE) {
                validity.invalid(i);
            } else {
                validity.valid(i);
                values[i] = state[from + i] == TRUE ? 1 : 0;
            }
        }
        return new LongVector(PrimitiveType.BOOL, values, values.length, validity.build());
    }

    @Override
    public long sizeBytes() {
        return state.length;
    }
}
