package dev.tarn.query.aggregate;

import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;

/// The state of one aggregate for all groups, in arrays that the numbers of the groups index. Used by one thread at a time.
///
/// Values that are missing, and those that the aggregate's `where` refuses, are left out before they come here.
public interface Accumulator {
    /// So many groups are forgotten sooner than another accumulator has room for them; the memory of more is given back.
    int SMALL = 1 << 13;

    /// Forgets all groups, and returns true, if that takes less than another accumulator would.
    default boolean clear() {
        return false;
    }

    /// Makes room for groups up to a number.
    void grow(int groups);

    /// Takes values.
    ///
    /// @param groups the group of each value; there is room for it
    /// @param values values of one type
    /// @param places where the values stand in the order of the source
    void add(int[] groups, TypedVector values, Places places);

    /// Takes values that are all of one group.
    ///
    /// @param group the group; there is room for it
    /// @param values values of one type
    /// @param places where the values stand in the order of the source
    default void addAll(int group, TypedVector values, Places places) {
        var groups = new int[values.length()];
        Arrays.fill(groups, group);
        add(groups, values, places);
    }

    /// Takes values, those of a group one after another.
    ///
    /// @param groups the group of each run of values; there is room for it
    /// @param starts the first value of each run, and behind the last the number of values
    /// @param values values of one type
    /// @param places where the values stand in the order of the source
    default void addRuns(int[] groups, int[] starts, TypedVector values, Places places) {
        add(Parts.ofRuns(groups, starts), values, places);
    }

    /// Takes what [#partials] of another accumulator of the same aggregate gave.
    ///
    /// @param groups the group of each partial result; there is room for it
    void merge(int[] groups, Vector partials);

    /// Returns the state of some groups as values that can be written down, and handed to [#merge].
    ///
    /// @param from the first group
    /// @param to the group after the last
    Vector partials(int from, int to);

    /// Returns the results of some groups.
    ///
    /// @param from the first group
    /// @param to the group after the last
    Vector results(int from, int to);

    /// Returns about how many bytes the state takes.
    long sizeBytes();
}
