package dev.tarn.query.aggregate;

import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.Containers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `collect_map(x)`: one map of the entries of all maps, of which the last with a key counts; null if there are none. What is no map
/// is left out.
///
/// Partial results are arrays of maps of values that follow each other, and are put together in the order in which they come.
final class CollectMap implements Accumulator {
    private record Entry(Value value, long place) {}

    private final List<Map<Value, Entry>> maps = new ArrayList<>();
    // How many maps came in partial results.
    private long mergedPlaces;

    @Override
    public void grow(int groups) {
        while (maps.size() < groups) {
            maps.add(new LinkedHashMap<>());
        }
    }

    @Override
    public void add(int[] groups, TypedVector values, Places places) {
        if (!(values.type().under() instanceof MapType)) {
            return;
        }
        var vector = (MapVector) values.flat();
        for (int i = 0; i < groups.length; i++) {
            for (int entry = vector.offsets()[i]; !vector.isNull(i) && entry < vector.offsets()[i + 1]; entry++) {
                put(maps.get(groups[i]), single(vector.keys(), entry), single(vector.values(), entry), places.of(i));
            }
        }
    }

    private static void put(Map<Value, Entry> map, Value key, Value value, long place) {
        var known = map.get(key);
        if (known == null || known.place() <= place) {
            map.put(key, new Entry(value, place));
        }
    }

    /// Returns a value without the vector that it is of, and without the unions around it and names in these.
    private static Value single(TypedVector values, int row) {
        var value = Value.of(values, row);
        while (!value.isNull() && value.type().under() instanceof UnionType) {
            var inner = Value.of(value.toVector().flat(), 0).unwrap().toVector();
            value = Value.of(inner.withType(inner.type().under()), 0);
        }
        return value.copy();
    }

    @Override
    public void merge(int[] groups, Vector partials) {
        Parts.forEach(groups, partials, Places.from(0), (ofPart, part, _) -> {
            var arrays = (ArrayVector) part.flat();
            int[] ofElements = Parts.groupsOfElements(ofPart, arrays);
            var all = new int[ofElements.length];
            Arrays.setAll(all, i -> i);
            var elements = arrays.elements().select(all);
            Vector several = elements.flat() instanceof UnionVector union ? union.unwrap() : elements;
            Parts.forEach(ofElements, several, Places.from(mergedPlaces), this::add);
            mergedPlaces += all.length;
        });
    }

    @Override
    public Vector partials(int from, int to) {
        var assembly = new MixedAssembly(to - from);
        for (int group = from; group < to; group++) {
            assembly.put(partial(maps.get(group)), new int[] {group - from});
        }
        return assembly.build();
    }

    // A map for each pair of types: in one of several types nulls would lose theirs.
    private static Vector partial(Map<Value, Entry> map) {
        var parts = new LinkedHashMap<List<Type>, Map<Value, Entry>>();
        map.forEach((key, entry) -> parts
                .computeIfAbsent(List.of(key.type(), entry.value().type()), _ -> new LinkedHashMap<>()).put(key, entry));
        var results = parts.values().stream().map(part -> (TypedVector) result(part)).toList();
        var types = new LinkedHashSet<Type>();
        results.forEach(result -> types.add(result.type()));
        var elements = new Containers.Elements(Containers.elementType(types), types.size() > 1);
        results.forEach(result -> elements.append(result.flat(), 0));
        var built = elements.build();
        return new ArrayVector(new ArrayType(built.type()), new int[] {0, results.size()}, built, 1, Validity.ALL);
    }

    @Override
    public Vector results(int from, int to) {
        var assembly = new MixedAssembly(to - from);
        for (int group = from; group < to; group++) {
            assembly.put(result(maps.get(group)), new int[] {group - from});
        }
        return assembly.build();
    }

    private static Vector result(Map<Value, Entry> map) {
        if (map.isEmpty()) {
            return Constant.nulls(PrimitiveType.NULL, 1);
        }
        var keyTypes = new LinkedHashSet<Type>();
        var valueTypes = new LinkedHashSet<Type>();
        map.forEach((key, entry) -> {
            keyTypes.add(key.type());
            valueTypes.add(entry.value().type());
        });
        var keys = new Containers.Elements(common(keyTypes), keyTypes.size() > 1);
        var values = new Containers.Elements(common(valueTypes), valueTypes.size() > 1);
        map.forEach((key, entry) -> {
            keys.append(key.toVector(), 0);
            values.append(entry.value().toVector(), 0);
        });
        return Containers.maps(new int[] {0, map.size()}, keys.build(), values.build(), 1);
    }

    // Other than in arrays and sets, the type null counts.
    private static Type common(Set<Type> types) {
        return types.size() == 1 ? types.iterator().next() : UnionType.of(types);
    }

    @Override
    public long sizeBytes() {
        return maps.stream().mapToLong(map -> map.size() * 200L).sum();
    }
}
