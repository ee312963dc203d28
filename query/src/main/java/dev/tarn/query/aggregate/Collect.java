package dev.tarn.query.aggregate;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.stream.IntStream;

/// `collect(x)`: an array of the values in order, without nulls (but with those inside unions) and without names and unions around
/// them; null if there are none.
///
/// Partial results are arrays, or null, of values that follow each other, and are put together in the order in which they come.
final class Collect implements Accumulator {
    // What a value takes at least, however small it is.
    private static final long VALUE_BYTES = 8;

    private final ValueLimit limit;
    private final ValueStore values = new ValueStore();
    private final Buckets buckets = new Buckets();
    // The type, position and place of each value, in the order in which they came.
    private int[] tagOf = new int[64];
    private int[] slotOf = new int[64];
    private long[] placeOf = new long[64];
    // How many values came in partial results.
    private long mergedPlaces;
    private long storedBytes;

    /// @param limit how large an array may be; of one that is larger the last values are kept
    Collect(ValueLimit limit) {
        this.limit = limit;
    }

    @Override
    public void grow(int groups) {}

    @Override
    public void add(int[] groups, TypedVector vector, Places places) {
        if (vector.flat() instanceof UnionVector union) {
            int[] present = IntStream.range(0, groups.length).filter(i -> !union.isNull(i)).toArray();
            addAll(Parts.gather(groups, present), union.select(present), places.select(present));
        } else {
            add(groups, vector, places, false);
        }
    }

    /// Adds values, and nulls too.
    private void addAll(int[] groups, TypedVector vector, Places places) {
        if (vector.flat() instanceof UnionVector union) {
            Parts.forEach(groups, union.unwrap(), places, this::addAll);
        } else {
            add(groups, vector, places, true);
        }
    }

    private void add(int[] groups, TypedVector vector, Places places, boolean nulls) {
        var under = vector.withType(vector.type().under());
        int tag = values.tag(under.type());
        storedBytes += VALUE_BYTES * groups.length;
        if (under.flat() instanceof BytesVector bytes) {
            for (int i = 0; i < groups.length; i++) {
                storedBytes += bytes.lengths()[i];
            }
        }
        for (int i = 0; i < groups.length; i++) {
            if (nulls || !under.isNull(i)) {
                append(groups[i], tag, values.append(tag, under, i), places.of(i));
            }
        }
    }

    private void append(int group, int tag, int slot, long place) {
        int number = buckets.size();
        buckets.add(group);
        if (number == tagOf.length) {
            tagOf = Arrays.copyOf(tagOf, number * 2);
            slotOf = Arrays.copyOf(slotOf, number * 2);
            placeOf = Arrays.copyOf(placeOf, number * 2);
        }
        tagOf[number] = tag;
        slotOf[number] = slot;
        placeOf[number] = place;
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        Parts.forEach(groups, partials, Places.from(0), (ofPart, part, _) -> {
            if (part.type() instanceof ArrayType) {
                var arrays = (ArrayVector) part.flat();
                int[] ofElements = Parts.groupsOfElements(ofPart, arrays);
                var all = new int[ofElements.length];
                Arrays.setAll(all, i -> i);
                Parts.forEach(ofElements, arrays.elements().select(all), Places.from(mergedPlaces), this::addAll);
                mergedPlaces += all.length;
            }
        });
    }

    @Override
    public Vector partials(int from, int to) {
        return results(from, to);
    }

    @Override
    public Vector results(int from, int to) {
        int[] counts = buckets.counts(from, to);
        int[] members = buckets.members(from, to);
        int[] starts = Lists.starts(counts);
        for (int i = 0; i < counts.length; i++) {
            sortByPlace(members, starts[i], starts[i] + counts[i]);
        }
        var elements = values.gather(Parts.gather(tagOf, members), Parts.gather(slotOf, members));
        if (limit != ValueLimit.NONE) {
            limit.keepLast(elements, starts, counts);
        }
        return Lists.nullUnlessCounted(Lists.arrays(elements, starts, counts), counts);
    }

    /// Puts values in order: a batch of several types comes type by type, so a value may belong before some that came earlier.
    private void sortByPlace(int[] members, int from, int to) {
        boolean sorted = true;
        for (int i = from + 1; i < to && sorted; i++) {
            sorted = placeOf[members[i - 1]] <= placeOf[members[i]];
        }
        if (!sorted) {
            var byPlace = new long[to - from][];
            for (int i = from; i < to; i++) {
                byPlace[i - from] = new long[] {placeOf[members[i]], members[i]};
            }
            Arrays.sort(byPlace, (a, b) -> Long.compare(a[0], b[0]));
            for (int i = from; i < to; i++) {
                members[i] = (int) byPlace[i - from][1];
            }
        }
    }

    @Override
    public long sizeBytes() {
        return buckets.sizeBytes() + tagOf.length * 16L + storedBytes;
    }
}
