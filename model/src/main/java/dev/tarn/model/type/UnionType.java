package dev.tarn.model.type;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A union type: a value is of one of its member types. Members are sorted by [TypeOrder] and each occurs once.
public final class UnionType implements Type {
    // From this many members on looking at one after the other takes longer than hashing.
    private static final int MANY = 16;

    private final List<Type> members;
    // The tag of each member; empty if they are few.
    private final Map<Type, Integer> tags;
    private final int hash;
    private final TypeExtent extent;

    private UnionType(List<Type> members) {
        this.members = members;
        this.tags = members.size() < MANY ? Map.of() : tags(members);
        this.hash = 31 * members.hashCode() + 6;
        this.extent = TypeExtent.around(members);
    }

    private static Map<Type, Integer> tags(List<Type> members) {
        Map<Type, Integer> tags = HashMap.newHashMap(members.size());
        for (int tag = 0; tag < members.size(); tag++) {
            tags.put(members.get(tag), tag);
        }
        return tags;
    }

    /// Returns the union of the given types, sorted and without repetitions.
    ///
    /// @throws IllegalArgumentException if there are none
    public static UnionType of(Collection<Type> types) {
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a union type needs a member");
        }
        var sorted = new ArrayList<>(types);
        sorted.sort(TypeOrder::compare);
        var members = new ArrayList<Type>(sorted.size());
        for (var type : sorted) {
            if (members.isEmpty() || !members.getLast().equals(type)) {
                members.add(type);
            }
        }
        return new UnionType(List.copyOf(members));
    }

    /// Returns the member types; the position of a member is the tag of its values.
    public List<Type> members() {
        return members;
    }

    /// Returns the tag of a member type, or -1 if it is no member.
    public int tagOf(Type type) {
        return tags.isEmpty() ? members.indexOf(type) : tags.getOrDefault(type, -1);
    }

    @Override
    public TypeExtent extent() {
        return extent;
    }

    @Override
    public Carrier carrier() {
        return Carrier.NESTED;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof UnionType that && hash == that.hash && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return TypeText.of(this);
    }
}
