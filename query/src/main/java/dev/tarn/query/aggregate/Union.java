package dev.tarn.query.aggregate;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.List;

/// `union(x)`: a set of the values, without nulls and without unions around them; null if there are none.
///
/// One table for all groups holds the distinct pairs of group and value.
final class Union implements Accumulator {
    private final GroupTable pairs = new GroupTable(2);
    private final Buckets buckets = new Buckets();

    @Override
    public void grow(int groups) {}

    @Override
    public void add(int[] groups, TypedVector vector, Places places) {
        var flat = vector.flat();
        if (flat instanceof UnionVector union) {
            Parts.forEach(groups, union.unwrap(), places, this::add);
            return;
        }
        if (flat.validity().isAll()) {
            put(groups, vector);
            return;
        }
        var present = new int[groups.length];
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            if (!flat.isNull(i)) {
                present[count++] = i;
            }
        }
        int[] rows = Arrays.copyOf(present, count);
        put(Parts.gather(groups, rows), vector.select(rows));
    }

    private void put(int[] groups, TypedVector values) {
        if (groups.length == 0) {
            return;
        }
        var ofGroups = new long[groups.length];
        for (int i = 0; i < ofGroups.length; i++) {
            ofGroups[i] = groups[i];
        }
        int[] found = pairs.find(List.of(new LongVector(PrimitiveType.INT64, ofGroups), values), groups.length);
        for (int i = 0; i < found.length; i++) {
            if (found[i] == buckets.size()) {
                buckets.add(groups[i]);
            }
        }
    }

    /// A partial result is a result: a set, or null.
    @Override
    public void merge(int[] groups, Vector partials) {
        Parts.forEach(groups, partials, Places.from(0), (ofPart, part, _) -> {
            if (part.type() instanceof SetType) {
                var sets = (ArrayVector) part.flat();
                var ofElements = new int[sets.offsets()[sets.length()]];
                for (int i = 0; i < sets.length(); i++) {
                    Arrays.fill(ofElements, sets.offsets()[i], sets.offsets()[i + 1], ofPart[i]);
                }
                var all = new int[ofElements.length];
                Arrays.setAll(all, i -> i);
                add(ofElements, sets.elements().select(all), Places.from(0));
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
        var values = pairs.column(1, 0, pairs.size()).select(members);
        return Lists.nullUnlessCounted(Lists.sets(values, Lists.starts(counts), counts), counts);
    }

    @Override
    public long sizeBytes() {
        return pairs.sizeBytes() + buckets.sizeBytes();
    }
}
