package dev.tarn.query.aggregate;

import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The types seen in each group, with the place where each was first seen.
public final class FusedTypes {
    private final List<Map<Type, Long>> typesOfGroup = new ArrayList<>();

    /// Notes that a type was seen.
    public void add(int group, Type type, long place) {
        while (typesOfGroup.size() <= group) {
            typesOfGroup.add(new HashMap<>());
        }
        typesOfGroup.get(group).merge(type, place, Math::min);
    }

    /// Returns the types of a group in the order in which they were first seen.
    List<Type> inOrder(int group) {
        if (group >= typesOfGroup.size()) {
            return List.of();
        }
        return typesOfGroup.get(group).entrySet().stream()
                .sorted(Comparator.comparingLong(Map.Entry::getValue)).map(Map.Entry::getKey).toList();
    }

    /// Returns the fusion of the types of a group; empty if it has none.
    public Optional<Type> fused(int group) {
        var inOrder = inOrder(group);
        return inOrder.isEmpty() ? Optional.empty() : Optional.of(TypeFusion.of(inOrder));
    }

    /// Returns the number of types noted, over all groups.
    long size() {
        return typesOfGroup.stream().mapToLong(Map::size).sum();
    }
}
