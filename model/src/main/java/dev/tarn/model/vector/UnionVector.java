package dev.tarn.model.vector;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import java.util.ArrayList;
import java.util.List;

/// Flat union values: a tag per value, and one dense vector per member type.
///
/// Value i is value `slots[i]` of the vector of member `tags[i]`. A union value can be null itself, and its member's value
/// can be null while it is not.
///
/// @param type a union type, named or not
/// @param tags the position of the member type of each value; unspecified where the value is null
/// @param slots the position of each value in its member's vector; unspecified where the value is null
/// @param members a vector for each member type, possibly empty
/// @param length the number of values
/// @param validity which of them are not null
public record UnionVector(
        Type type, int[] tags, int[] slots, List<TypedVector> members, int length, Validity validity)
        implements FlatVector {
    /// Copies the list.
    public UnionVector {
        members = List.copyOf(members);
    }

    /// Returns the union type without names.
    public UnionType unionType() {
        return (UnionType) type.under();
    }

    /// Returns the values themselves, each of its member type; a null union value becomes null of the type `null`.
    public Vector unwrap() {
        return unwrap(PrimitiveType.NULL);
    }

    /// Returns the values themselves, each of its member type; a null union value becomes null of a given type.
    public Vector unwrap(Type ofNulls) {
        int nullTag = members.size();
        var newTags = new int[length];
        var counts = new int[nullTag + 1];
        for (int row = 0; row < length; row++) {
            newTags[row] = isNull(row) ? nullTag : tags[row];
            counts[newTags[row]]++;
        }
        var selected = new int[nullTag][];
        for (int member = 0; member < nullTag; member++) {
            selected[member] = new int[counts[member]];
        }
        var at = new int[nullTag];
        for (int row = 0; row < length; row++) {
            int member = newTags[row];
            if (member != nullTag) {
                selected[member][at[member]++] = slots[row];
            }
        }
        var parts = new ArrayList<TypedVector>(nullTag + 1);
        for (int member = 0; member < nullTag; member++) {
            parts.add(members.get(member).select(selected[member]));
        }
        parts.add(Constant.nulls(ofNulls, counts[nullTag]));
        return Mixed.of(newTags, parts);
    }

    @Override
    public UnionVector gather(int[] rows) {
        var gatheredTags = new int[rows.length];
        var gatheredSlots = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gatheredTags[i] = tags[rows[i]];
            gatheredSlots[i] = slots[rows[i]];
        }
        return new UnionVector(type, gatheredTags, gatheredSlots, members, rows.length, validity.gather(rows));
    }

    @Override
    public UnionVector withType(Type newType) {
        var newMembers = new ArrayList<TypedVector>(members.size());
        for (int tag = 0; tag < members.size(); tag++) {
            newMembers.add(members.get(tag).withType(((UnionType) newType.under()).members().get(tag)));
        }
        return new UnionVector(newType, tags, slots, newMembers, length, validity);
    }

    @Override
    public UnionVector withValidity(Validity newValidity) {
        return new UnionVector(type, tags, slots, members, length, newValidity);
    }
}
