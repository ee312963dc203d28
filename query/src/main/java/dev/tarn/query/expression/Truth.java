package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;

/// What the values of a condition say: true, false (null is false), missing, or something else, which is an error.
public final class Truth {
    static final byte FALSE = 0;
    static final byte TRUE = 1;
    static final byte MISSING = 2;
    static final byte OTHER = 3;

    private Truth() {}

    /// Returns the rows where a vector is true, ascending.
    public static int[] trueRows(Vector condition) {
        return switch (condition) {
            case TypedVector typed -> trueRows(typed);
            case Mixed mixed -> {
                int[][] rowsOfParts = mixed.rowsOfParts();
                int[] rows = new int[0];
                for (int part = 0; part < rowsOfParts.length; part++) {
                    var found = trueRows(mixed.parts().get(part));
                    rows = Selection.merged(rows, Selection.at(rowsOfParts[part], found));
                }
                yield rows;
            }
        };
    }

    private static int[] trueRows(TypedVector condition) {
        if (condition.type().under() != PrimitiveType.BOOL) {
            return new int[0];
        }
        return switch (condition) {
            case Constant constant -> isTrue(constant.one(), 0) ? Selection.all(constant.length()) : new int[0];
            case Dictionary dictionary -> {
                long[] ofValues = ofValues(dictionary);
                int[] rows = new int[dictionary.length()];
                int count = 0;
                for (int row = 0; row < rows.length; row++) {
                    rows[count] = row;
                    count += (int) ofValues[dictionary.index()[row]];
                }
                yield Arrays.copyOf(rows, count);
            }
            case TypedVector other -> {
                var flat = (LongVector) other.flat();
                yield Loops.trueRows(flat.values(), flat.validity(), flat.length());
            }
        };
    }

    private static long[] ofValues(Dictionary dictionary) {
        var ofValues = new long[dictionary.values().length()];
        for (int i = 0; i < ofValues.length; i++) {
            ofValues[i] = isTrue(dictionary.values(), i) ? 1 : 0;
        }
        return ofValues;
    }

    /// Returns in how many rows a vector is true.
    public static int trueCount(Vector condition) {
        return switch (condition) {
            case TypedVector typed -> trueCount(typed);
            case Mixed mixed -> {
                int count = 0;
                for (var part : mixed.parts()) {
                    count += trueCount(part);
                }
                yield count;
            }
        };
    }

    private static int trueCount(TypedVector condition) {
        if (condition.type().under() != PrimitiveType.BOOL) {
            return 0;
        }
        return switch (condition) {
            case Constant constant -> isTrue(constant.one(), 0) ? constant.length() : 0;
            case Dictionary dictionary -> {
                long[] ofValues = ofValues(dictionary);
                int count = 0;
                for (int entry : dictionary.index()) {
                    count += (int) ofValues[entry];
                }
                yield count;
            }
            case TypedVector other -> {
                var flat = (LongVector) other.flat();
                yield Loops.trueCount(flat.values(), flat.validity(), flat.length());
            }
        };
    }

    private static boolean isTrue(TypedVector vector, int row) {
        return Value.of(vector, row).asBool();
    }

    /// Returns for each row what its value says.
    static byte[] of(Vector condition) {
        var says = new byte[condition.length()];
        switch (condition) {
            case TypedVector typed -> fill(says, typed, Selection.all(says.length));
            case Mixed mixed -> {
                int[][] rowsOfParts = mixed.rowsOfParts();
                for (int part = 0; part < rowsOfParts.length; part++) {
                    fill(says, mixed.parts().get(part), rowsOfParts[part]);
                }
            }
        }
        return says;
    }

    private static void fill(byte[] says, TypedVector part, int[] rows) {
        if (part.type().under() == PrimitiveType.BOOL) {
            for (int at : trueRows(part)) {
                says[rows[at]] = TRUE;
            }
        } else if (ErrorValues.isOfString(part.type())) {
            for (int i = 0; i < rows.length; i++) {
                says[rows[i]] = ErrorValues.isMissing(Value.of(part, i)) ? MISSING : OTHER;
            }
        } else {
            for (int row : rows) {
                says[row] = OTHER;
            }
        }
    }

    /// Returns the rows that say a certain thing, ascending.
    static int[] rows(byte[] says, byte what) {
        int[] rows = new int[says.length];
        int count = 0;
        for (int row = 0; row < says.length; row++) {
            rows[count] = row;
            count += says[row] == what ? 1 : 0;
        }
        return Arrays.copyOf(rows, count);
    }
}
