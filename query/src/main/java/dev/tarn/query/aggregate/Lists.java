package dev.tarn.query.aggregate;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.Containers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes arrays and sets of ranges of values of any types. What is in one array or set has the union of their types.
public final class Lists {
    private Lists() {}

    /// Returns an array for each range.
    ///
    /// @param starts where each range begins in the values
    /// @param counts how many values it has
    public static Vector arrays(Vector values, int[] starts, int[] counts) {
        return of(values, starts, counts, false);
    }

    /// Returns a set for each range.
    ///
    /// @param starts where each range begins in the values
    /// @param counts how many values it has
    public static Vector sets(Vector values, int[] starts, int[] counts) {
        return of(values, starts, counts, true);
    }

    private static Vector of(Vector values, int[] starts, int[] counts, boolean set) {
        Map<BitSet, List<Integer>> rowsOfTypes = new LinkedHashMap<>();
        if (values instanceof TypedVector) {
            return list(values, List.of(0), starts, counts, set);
        }
        int[] tags = ((Mixed) values).tags();
        for (int row = 0; row < starts.length; row++) {
            var types = new BitSet();
            for (int i = starts[row]; i < starts[row] + counts[row]; i++) {
                types.set(tags[i]);
            }
            rowsOfTypes.computeIfAbsent(types, _ -> new ArrayList<>()).add(row);
        }
        var assembly = new MixedAssembly(starts.length);
        rowsOfTypes.forEach((types, rowList) -> {
            int[] rows = rowList.stream().mapToInt(Integer::intValue).toArray();
            assembly.put(list(values, types.stream().boxed().toList(), Parts.gather(starts, rows),
                    Parts.gather(counts, rows), set), rows);
        });
        return assembly.build();
    }

    private static TypedVector list(Vector values, List<Integer> tags, int[] starts, int[] counts, boolean set) {
        var offsets = new int[starts.length + 1];
        for (int i = 0; i < starts.length; i++) {
            offsets[i + 1] = offsets[i] + counts[i];
        }
        var elements = tags.size() == 1
                ? ofOneType(values, starts, counts, offsets)
                : ofSeveralTypes((Mixed) values, tags, starts, counts);
        return set
                ? Containers.sets(offsets, elements, starts.length)
                : Containers.arrays(offsets, elements, starts.length);
    }

    private static TypedVector ofOneType(Vector values, int[] starts, int[] counts, int[] offsets) {
        var chosen = new int[offsets[starts.length]];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            for (int value = starts[i]; value < starts[i] + counts[i]; value++) {
                chosen[at++] = value;
            }
        }
        return (TypedVector) values.select(chosen);
    }

    private static TypedVector ofSeveralTypes(Mixed values, List<Integer> tags, int[] starts, int[] counts) {
        var types = new ArrayList<Type>();
        for (int tag : tags) {
            types.add(values.parts().get(tag).type());
        }
        var elements = new Containers.Elements(Containers.elementType(types), true);
        for (int i = 0; i < starts.length; i++) {
            for (int value = starts[i]; value < starts[i] + counts[i]; value++) {
                elements.append(values.parts().get(values.tags()[value]), values.slots()[value]);
            }
        }
        return elements.build();
    }

    /// Returns where ranges begin that follow each other.
    static int[] starts(int[] counts) {
        var starts = new int[counts.length];
        for (int i = 1; i < counts.length; i++) {
            starts[i] = starts[i - 1] + counts[i - 1];
        }
        return starts;
    }

    /// Returns values with null where a count is 0.
    static Vector nullUnlessCounted(Vector values, int[] counts) {
        var filled = new int[counts.length];
        var empty = new int[counts.length];
        int filledCount = 0;
        int emptyCount = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                filled[filledCount++] = i;
            } else {
                empty[emptyCount++] = i;
            }
        }
        if (emptyCount == 0) {
            return values;
        }
        int[] rows = Arrays.copyOf(filled, filledCount);
        var assembly = new MixedAssembly(counts.length);
        assembly.put(values.select(rows), rows);
        assembly.put(Constant.nulls(PrimitiveType.NULL, emptyCount), Arrays.copyOf(empty, emptyCount));
        return assembly.build();
    }
}
