package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Kernel;
import java.util.List;

/// The least number of characters to insert, delete or replace that make one string of another.
final class Levenshtein implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("levenshtein", Argument.UNDER, Argument.UNDER);

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) != PrimitiveType.STRING) {
                return new Kernel.Reject("levenshtein: string args required", i);
            }
        }
        return new Kernel.PerRow(
                PrimitiveType.INT64,
                arguments -> Value.ofLong(
                        PrimitiveType.INT64, distance(characters(arguments[0]), characters(arguments[1]))));
    }

    private static int[] characters(Value value) {
        return value.asString().codePoints().toArray();
    }

    private static int distance(int[] a, int[] b) {
        // The distances of the first i characters of a from every beginning of b.
        var distances = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            distances[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int diagonal = distances[0];
            distances[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = distances[j];
                distances[j] = Math.min(replaced, 1 + Math.min(distances[j], distances[j - 1]));
            }
        }
        return distances[b.length];
    }
}
