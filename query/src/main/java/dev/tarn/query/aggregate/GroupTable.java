package dev.tarn.query.aggregate;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers the distinct combinations of values in some columns, in the order in which they are first seen.
///
/// Two combinations are the same if the values are the same in type and body. There is a [KeyTable] for each
/// combination of types.
public final class GroupTable {
    private final int width;
    private final Map<List<Type>, Integer> tableOfTypes = new HashMap<>();
    private final List<KeyTable> tables = new ArrayList<>();
    // The table of each group and its number there; while there is one table a group's number there is its own.
    private int[] tableOfGroup = new int[0];
    private int[] keyOfGroup = new int[0];
    private int size;
    private boolean single = true;

    /// Creates an empty table.
    ///
    /// @param width the number of columns, at least one
    public GroupTable(int width) {
        this.width = width;
    }

    /// Returns the number of groups.
    public int size() {
        return size;
    }

    /// Returns about how many bytes the table takes.
    public long sizeBytes() {
        long bytes = (tableOfGroup.length + keyOfGroup.length) * 4L;
        for (var table : tables) {
            bytes += table.sizeBytes();
        }
        return bytes;
    }

    /// Finds the group of each row, a new one where the combination was not seen before.
    ///
    /// @param keys a vector for each column
    /// @param length the number of rows
    public int[] find(List<Vector> keys, int length) {
        var groups = new int[length];
        if (width == 1 && keys.getFirst() instanceof Dictionary dictionary && dictionary.values().length() * 2 <= length) {
            findInDictionary(dictionary, groups);
            return groups;
        }
        if (keys.stream().allMatch(Constant.class::isInstance) && length > 1) {
            int group = find(keys.stream().map(key -> key.select(new int[1])).toList(), 1)[0];
            Arrays.fill(groups, group);
            return groups;
        }
        var split = TypeSplit.of(keys, length);
        for (var part : split.parts()) {
            findTyped(part, groups);
        }
        if (split.parts().size() > 1) {
            renumber(split, groups);
        }
        return groups;
    }

    /// Groups that became new in a batch of several parts are numbered part by part at first; this puts them in the order of rows.
    private void renumber(TypeSplit split, int[] groups) {
        int before = size - split.parts().stream().mapToInt(TypeSplit.Part::added).sum();
        if (before == size) {
            return;
        }
        var newNumber = new int[size - before];
        Arrays.fill(newNumber, -1);
        int next = before;
        for (int row = 0; row < groups.length; row++) {
            int group = groups[row];
            if (group >= before) {
                if (newNumber[group - before] < 0) {
                    newNumber[group - before] = next++;
                }
                groups[row] = newNumber[group - before];
            }
        }
        var oldTables = Arrays.copyOfRange(tableOfGroup, before, size);
        var oldKeys = Arrays.copyOfRange(keyOfGroup, before, size);
        for (int i = 0; i < newNumber.length; i++) {
            tableOfGroup[newNumber[i]] = oldTables[i];
            keyOfGroup[newNumber[i]] = oldKeys[i];
            tables.get(oldTables[i]).renumber(oldKeys[i], newNumber[i]);
        }
    }

    private void findInDictionary(Dictionary dictionary, int[] groups) {
        int[] index = dictionary.index();
        var place = new int[dictionary.values().length()];
        var used = new int[place.length];
        int count = 0;
        for (int entry : index) {
            if (place[entry] == 0) {
                used[count++] = entry;
                place[entry] = count;
            }
        }
        var groupOfUsed = find(List.of(dictionary.values().gather(Arrays.copyOf(used, count))), count);
        for (int row = 0; row < groups.length; row++) {
            groups[row] = groupOfUsed[place[index[row]] - 1];
        }
    }

    private void findTyped(TypeSplit.Part part, int[] groups) {
        int number = table(part.types());
        var table = tables.get(number);
        int length = part.length();
        boolean whole = part.rows().length == 0;
        var found = whole ? groups : new int[length];
        int keysBefore = table.size();
        int added = table.find(part.columns(), length, size, found);
        if (!whole) {
            for (int i = 0; i < length; i++) {
                groups[part.rows()[i]] = found[i];
            }
        }
        if (!single) {
            reserve(size + added);
            for (int i = 0; i < added; i++) {
                tableOfGroup[size + i] = number;
                keyOfGroup[size + i] = keysBefore + i;
            }
        }
        size += added;
        part.setAdded(added);
    }

    private int table(List<Type> types) {
        Integer known = tableOfTypes.get(types);
        if (known == null) {
            known = tables.size();
            tableOfTypes.put(types, known);
            tables.add(new KeyTable(types));
            if (known == 1) {
                single = false;
                reserve(size);
                for (int group = 0; group < size; group++) {
                    keyOfGroup[group] = group;
                }
            }
        }
        return known;
    }

    private void reserve(int count) {
        if (tableOfGroup.length < count) {
            int capacity = Math.max(64, count * 2);
            tableOfGroup = Arrays.copyOf(tableOfGroup, capacity);
            keyOfGroup = Arrays.copyOf(keyOfGroup, capacity);
        }
    }

    /// Returns the values that groups have in a column.
    ///
    /// @param from the first group
    /// @param to the group after the last
    public Vector column(int column, int from, int to) {
        if (tables.isEmpty()) {
            return Constant.nulls(PrimitiveType.NULL, 0);
        }
        if (single) {
            return tables.getFirst().slice(column, from, to);
        }
        var tags = new int[to - from];
        var tableOfTag = new ArrayList<Integer>();
        var tagOfTable = new HashMap<Integer, Integer>();
        for (int i = 0; i < tags.length; i++) {
            tags[i] = tagOfTable.computeIfAbsent(tableOfGroup[from + i], table -> {
                tableOfTag.add(table);
                return tableOfTag.size() - 1;
            });
        }
        var assembly = new MixedAssembly(tags.length);
        int[][] places = placesOfTags(tags, tableOfTag.size());
        for (int tag = 0; tag < places.length; tag++) {
            assembly.put(keysOf(tables.get(tableOfTag.get(tag)), column, from, places[tag]), places[tag]);
        }
        return assembly.build();
    }

    /// Returns the places of each tag.
    private static int[][] placesOfTags(int[] tags, int count) {
        var counts = new int[count];
        for (int tag : tags) {
            counts[tag]++;
        }
        var places = new int[count][];
        Arrays.setAll(places, tag -> new int[counts[tag]]);
        for (int i = tags.length - 1; i >= 0; i--) {
            places[tags[i]][--counts[tags[i]]] = i;
        }
        return places;
    }

    /// Within a table groups are in the order of keys, nearly: what a table has of a range of groups is a range of its keys.
    private TypedVector keysOf(KeyTable table, int column, int from, int[] places) {
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (int place : places) {
            first = Math.min(first, keyOfGroup[from + place]);
            last = Math.max(last, keyOfGroup[from + place]);
        }
        var keys = new int[places.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = keyOfGroup[from + places[i]] - first;
        }
        return table.slice(column, first, last + 1).select(keys);
    }
}
