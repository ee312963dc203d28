package dev.tarn.query.aggregate;

import java.util.Arrays;

/// Numbered things, each of which belongs to a group: finds those of a group.
final class Buckets {
    private int[] groupOf = new int[64];
    private int size;
    private int groups;
    // What belongs to group g is `members[starts[g]]` to before `members[starts[g + 1]]`; made when asked for.
    private int[] starts = new int[1];
    private int[] members = new int[0];
    private int indexed = -1;

    /// Adds the next thing.
    void add(int group) {
        if (size == groupOf.length) {
            groupOf = Arrays.copyOf(groupOf, size * 2);
        }
        groupOf[size++] = group;
        groups = Math.max(groups, group + 1);
    }

    /// Returns the number of things.
    int size() {
        return size;
    }

    private void index() {
        if (indexed == size) {
            return;
        }
        starts = new int[groups + 1];
        for (int i = 0; i < size; i++) {
            starts[groupOf[i] + 1]++;
        }
        for (int group = 0; group < groups; group++) {
            starts[group + 1] += starts[group];
        }
        var next = starts.clone();
        members = new int[size];
        for (int i = 0; i < size; i++) {
            members[next[groupOf[i]]++] = i;
        }
        indexed = size;
    }

    /// Returns the things of some groups, group by group, in the order in which they were added.
    int[] members(int from, int to) {
        index();
        return Arrays.copyOfRange(members, start(from), start(to));
    }

    /// Returns how many things each of some groups has.
    int[] counts(int from, int to) {
        index();
        var counts = new int[to - from];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = start(from + i + 1) - start(from + i);
        }
        return counts;
    }

    private int start(int group) {
        return starts[Math.min(group, groups)];
    }

    /// Returns about how many bytes this takes.
    long sizeBytes() {
        return groupOf.length * 8L;
    }
}
