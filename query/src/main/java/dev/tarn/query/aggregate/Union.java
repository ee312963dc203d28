package dev.tarn.query.aggregate;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// `union(x)`: a set of the values, without nulls; null if there are none.
///
/// One table for all groups holds the distinct pairs of group and value.
final class Union implements Accumulator {
    private final ValueLimit limit;
    private final GroupTable pairs = new GroupTable(2);
    private final Buckets buckets = new Buckets();

    /// @param limit how large a set may be; of one that is larger the first values in order are kept
    Union(ValueLimit limit) {
        this.limit = limit;
    }

    @Override
    public void grow(int groups) {}

    @Override
    public void add(int[] groups, TypedVector vector, Places places) {
        var flat = vector.flat();
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

    @Override
    public void merge(int[] groups, Vector partials) {
        Parts.forEach(groups, partials, Places.from(0), (ofPart, part, _) -> {
            if (part.type() instanceof ArrayType) {
                var lists = (ArrayVector) part.flat();
                int[] ofElements = Parts.groupsOfElements(ofPart, lists);
                var elements = lists.elements().flat();
                var boxed = elements instanceof UnionVector union ? union.unwrap() : elements;
                Parts.forEach(ofElements, boxed, Places.from(0),
                        (ofBoxes, boxes, _) -> put(ofBoxes, ((RecordVector) boxes.flat()).fields().getFirst()));
            }
        });
    }

    /// A partial result is an array of the values, each in a record, so that their types are not lost in the union of all.
    @Override
    public Vector partials(int from, int to) {
        return lists(from, to, true);
    }

    private static Vector boxed(Vector values) {
        return switch (values) {
            case TypedVector typed -> boxed(typed);
            case Mixed mixed -> Mixed.of(mixed.tags(), mixed.parts().stream().map(Union::boxed).toList());
        };
    }

    private static TypedVector boxed(TypedVector values) {
        var type = new RecordType(List.of(new Field("v", values.type())));
        return new RecordVector(type, List.of(values), values.length(), Validity.ALL);
    }

    @Override
    public Vector results(int from, int to) {
        var sets = lists(from, to, false);
        return limit == ValueLimit.NONE ? sets : limited(sets);
    }

    /// Leaves out what is too much: at the end, so that the order in which values came makes no difference.
    private Vector limited(Vector sets) {
        var assembly = new MixedAssembly(sets.length());
        int[] all = IntStream.range(0, sets.length()).toArray();
        Parts.forEach(all, sets, Places.from(0), (rows, part, _) -> assembly.put(
                part.type() instanceof SetType ? limitedSets((ArrayVector) part.flat()) : part, rows));
        return assembly.build();
    }

    private Vector limitedSets(ArrayVector sets) {
        var elements = sets.elements().flat();
        Vector values = elements instanceof UnionVector union ? union.unwrap() : elements;
        int[] starts = Arrays.copyOf(sets.offsets(), sets.length());
        var counts = new int[starts.length];
        Arrays.setAll(counts, i -> sets.offsets()[i + 1] - starts[i]);
        return limit.keepFirst(values, starts, counts)
                ? Lists.nullUnlessCounted(Lists.sets(values, starts, counts), counts)
                : sets;
    }

    private Vector lists(int from, int to, boolean partial) {
        int[] counts = buckets.counts(from, to);
        int[] members = buckets.members(from, to);
        var values = pairs.column(1, 0, pairs.size()).select(members);
        int[] starts = Lists.starts(counts);
        var lists = partial ? Lists.arrays(boxed(values), starts, counts) : Lists.sets(values, starts, counts);
        return Lists.nullUnlessCounted(lists, counts);
    }

    @Override
    public long sizeBytes() {
        return pairs.sizeBytes() + buckets.sizeBytes();
    }
}
