package dev.tarn.query.run;

import dev.tarn.query.Scope;
import java.util.Arrays;

/// The groups of rows in a scope where each instance is a group: they have numbers in the order in which they were first seen.
///
/// As long as no instance was left out, each group has the number of its instance, but for what the first one had, and nothing is written down.
final class InstanceGroups {
    private int size;
    private int first;
    private boolean isAligned = true;
    // For each instance its group and one more, 0 if it has none, and for each group its instance; only if they are not aligned.
    private int[] groupOfInstance = new int[0];
    private int[] instanceOfGroup = new int[0];
    // The last of such numbers that were asked for, since the next are often the same.
    private int[] last = new int[0];

    /// Forgets all groups.
    void clear() {
        if (!isAligned) {
            Arrays.fill(groupOfInstance, 0);
        }
        size = 0;
        isAligned = true;
    }

    /// Returns the number of groups.
    int size() {
        return size;
    }

    /// Returns about how many bytes they take.
    long sizeBytes() {
        return (groupOfInstance.length + instanceOfGroup.length) * 4L;
    }

    /// Returns the group of each row.
    int[] ofRows(Scope scope) {
        misalign(scope.count());
        int[] instances = scope.instances();
        var groups = new int[instances.length];
        for (int row = 0; row < groups.length; row++) {
            groups[row] = groupOf(instances[row]);
        }
        return groups;
    }

    /// Returns the groups of rows of which those of an instance follow each other. An instance without rows is no group.
    RowGroups ofRuns(Scope.Runs runs, int instanceCount) {
        int[] starts = runs.starts();
        if (size == 0 && isAligned) {
            first = runs.first();
        }
        int firstGroup = runs.first() - first;
        if (isAligned && firstGroup >= 0 && firstGroup <= size && !hasEmptyRun(starts)) {
            size = Math.max(size, firstGroup + runs.length());
            return new RowGroups.Runs(consecutive(firstGroup, runs.length()), starts);
        }
        misalign(instanceCount);
        var groups = new int[runs.length()];
        var firstRows = new int[runs.length() + 1];
        int count = 0;
        for (int run = 0; run < runs.length(); run++) {
            if (starts[run] < starts[run + 1]) {
                firstRows[count] = starts[run];
                groups[count++] = groupOf(runs.first() + run);
            }
        }
        firstRows[count] = starts[runs.length()];
        return new RowGroups.Runs(count == groups.length ? groups : Arrays.copyOf(groups, count), firstRows);
    }

    private static boolean hasEmptyRun(int[] starts) {
        boolean any = false;
        for (int i = 1; i < starts.length; i++) {
            any |= starts[i - 1] == starts[i];
        }
        return any;
    }

    private int[] consecutive(int from, int count) {
        if (last.length != count || count > 0 && last[0] != from) {
            last = BatchRows.range(from, from + count);
        }
        return last;
    }

    /// Writes down which groups there are.
    private void misalign(int instanceCount) {
        if (groupOfInstance.length < instanceCount) {
            groupOfInstance = Arrays.copyOf(groupOfInstance, instanceCount);
            instanceOfGroup = Arrays.copyOf(instanceOfGroup, instanceCount);
        }
        if (isAligned) {
            isAligned = false;
            for (int group = 0; group < size; group++) {
                instanceOfGroup[group] = first + group;
                groupOfInstance[first + group] = group + 1;
            }
        }
    }

    private int groupOf(int instance) {
        if (groupOfInstance[instance] == 0) {
            instanceOfGroup[size++] = instance;
            groupOfInstance[instance] = size;
        }
        return groupOfInstance[instance] - 1;
    }

    /// Returns the instances of some groups.
    int[] instances(int from, int to) {
        return isAligned ? consecutive(first + from, to - from) : Arrays.copyOfRange(instanceOfGroup, from, to);
    }
}
