package dev.tarn.query.aggregate;

import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;

/// Hands values to an accumulator one type at a time.
public final class Parts {
    private Parts() {}

    /// What is done with values of one type.
    @FunctionalInterface
    public interface OnPart {
        /// Takes values of one type, the group of each, and their places.
        void accept(int[] groups, TypedVector values, Places places);
    }

    /// Does something with the values of each type in a vector, and the groups that belong to them.
    ///
    /// @param groups the group of each value of the vector
    /// @param places the place of each value of the vector
    public static void forEach(int[] groups, Vector values, Places places, OnPart action) {
        switch (values) {
            case TypedVector typed -> action.accept(groups, typed, places);
            case Mixed mixed -> {
                int[][] rows = mixed.rowsOfParts();
                for (int part = 0; part < rows.length; part++) {
                    action.accept(gather(groups, rows[part]), mixed.parts().get(part), places.select(rows[part]));
                }
            }
        }
    }

    /// Returns the groups of some rows.
    public static int[] gather(int[] groups, int[] rows) {
        var gathered = new int[rows.length];
        for (int i = 0; i < gathered.length; i++) {
            gathered[i] = groups[rows[i]];
        }
        return gathered;
    }

    /// Returns the group of each element of arrays.
    ///
    /// @param groups the group of each array
    static int[] groupsOfElements(int[] groups, ArrayVector arrays) {
        return ofRuns(groups, arrays.offsets());
    }

    /// Returns the group of each value of runs.
    ///
    /// @param groups the group of each run
    /// @param starts the first value of each run, and behind the last the number of values
    public static int[] ofRuns(int[] groups, int[] starts) {
        var ofValues = new int[starts[groups.length]];
        for (int i = 0; i < groups.length; i++) {
            Arrays.fill(ofValues, starts[i], starts[i + 1], groups[i]);
        }
        return ofValues;
    }
}
