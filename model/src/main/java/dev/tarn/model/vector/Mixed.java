package dev.tarn.model.vector;

import dev.tarn.model.type.PrimitiveType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Values of different types: a tag per row, and one dense vector per type.
///
/// Row i belongs to part `tags[i]`; the rows of a part are the part's values in order. There are at least two parts, no two of
/// one type, none of them empty.
public final class Mixed implements Vector {
    private final int[] tags;
    private final List<TypedVector> parts;
    private final int[] counts;
    private int[] slots = new int[0];

    private Mixed(int[] tags, List<TypedVector> parts, int[] counts) {
        this.tags = tags;
        this.parts = parts;
        this.counts = counts;
    }

    /// Returns the vector of the given parts: a [Mixed], or the only part if there is only one left.
    ///
    /// Empty parts are dropped and parts of equal types are joined, so tags may change.
    ///
    /// @param tags for each row the position of its part
    /// @param parts the values of each part, as many as there are rows with its tag
    public static Vector of(int[] tags, List<? extends TypedVector> parts) {
        return MixedAssembly.ofParts(tags, parts);
    }

    static Mixed ofDistinct(int[] tags, List<TypedVector> parts) {
        var counts = new int[parts.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = parts.get(i).length();
        }
        return new Mixed(tags, List.copyOf(parts), counts);
    }

    /// Returns for each row the position of its part. Not to be changed.
    public int[] tags() {
        return tags;
    }

    /// Returns the parts.
    public List<TypedVector> parts() {
        return parts;
    }

    @Override
    public int length() {
        return tags.length;
    }

    /// Returns for each row its position in its part. Not to be changed.
    public int[] slots() {
        // Racing threads compute the same array, and an array is published whole by the reference to it.
        int[] known = slots;
        if (known.length != tags.length) {
            known = new int[tags.length];
            var next = new int[parts.size()];
            for (int row = 0; row < tags.length; row++) {
                known[row] = next[tags[row]]++;
            }
            slots = known;
        }
        return known;
    }

    /// Returns for each part the rows that belong to it, ascending.
    public int[][] rowsOfParts() {
        var rows = new int[counts.length][];
        for (int part = 0; part < counts.length; part++) {
            rows[part] = new int[counts[part]];
        }
        var at = new int[counts.length];
        for (int row = 0; row < tags.length; row++) {
            int part = tags[row];
            rows[part][at[part]++] = row;
        }
        return rows;
    }

    @Override
    public Vector slice(int from, int to) {
        return select(IntStream.range(from, to).toArray());
    }

    // With thousands of types, what is selected is often of one of them: what it costs must not depend on the number of parts.
    @Override
    public Vector select(int[] rows) {
        if (rows.length == 0) {
            return Constant.nulls(PrimitiveType.NULL, 0);
        }
        int[] allSlots = slots();
        int part = tags[rows[0]];
        var selected = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (tags[rows[i]] != part) {
                return selectOfSeveral(rows, allSlots);
            }
            selected[i] = allSlots[rows[i]];
        }
        return parts.get(part).select(selected);
    }

    private Mixed selectOfSeveral(int[] rows, int[] allSlots) {
        var newTags = new int[rows.length];
        var tagOfPart = new int[counts.length];
        var selected = new ArrayList<int[]>();
        var partOfTag = new ArrayList<TypedVector>();
        var sizes = new int[Math.min(counts.length, rows.length)];
        for (int i = 0; i < rows.length; i++) {
            int part = tags[rows[i]];
            if (tagOfPart[part] == 0) {
                partOfTag.add(parts.get(part));
                tagOfPart[part] = partOfTag.size();
            }
            newTags[i] = tagOfPart[part] - 1;
            sizes[newTags[i]]++;
        }
        for (int tag = 0; tag < partOfTag.size(); tag++) {
            selected.add(new int[sizes[tag]]);
        }
        Arrays.fill(sizes, 0);
        for (int i = 0; i < rows.length; i++) {
            int tag = newTags[i];
            selected.get(tag)[sizes[tag]++] = allSlots[rows[i]];
        }
        var newParts = new ArrayList<TypedVector>(selected.size());
        for (int tag = 0; tag < selected.size(); tag++) {
            newParts.add(partOfTag.get(tag).select(selected.get(tag)));
        }
        return ofDistinct(newTags, newParts);
    }
}
