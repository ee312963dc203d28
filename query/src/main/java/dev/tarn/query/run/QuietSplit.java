package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Splits rows by which of several columns hold `error("quiet")` in them.
final class QuietSplit {
    private QuietSplit() {}

    /// Rows for which the same columns have something to say.
    ///
    /// @param rows the rows, ascending; empty if they are all
    /// @param columns the columns that are not quiet
    record Part(int[] rows, BitSet columns) {}

    static List<Part> of(List<Vector> columns, int length) {
        var everything = new BitSet();
        everything.set(0, columns.size());
        if (columns.stream().noneMatch(ErrorRows.QUIET::isPossible)) {
            return List.of(new Part(new int[0], everything));
        }
        var loud = new BitSet[length];
        for (int i = 0; i < columns.size(); i++) {
            for (int row : ErrorRows.QUIET.others(columns.get(i))) {
                if (loud[row] == null) {
                    loud[row] = new BitSet();
                }
                loud[row].set(i);
            }
        }
        Map<BitSet, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < length; row++) {
            rows.computeIfAbsent(loud[row] == null ? new BitSet() : loud[row], _ -> new ArrayList<>()).add(row);
        }
        var parts = new ArrayList<Part>();
        rows.forEach((set, members) -> parts.add(new Part(members.stream().mapToInt(Integer::intValue).toArray(), set)));
        return parts;
    }
}
