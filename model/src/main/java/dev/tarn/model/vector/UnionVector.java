package dev.tarn.model.vector;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import java.util.ArrayList;
import java.util.Arrays;
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
        var nullTag = members.size();
        var newTags = Arrays.copyOf(tags, length);
        var parts = new ArrayList<TypedVector>();
        for (int row = 0; row < length; row++) {
            if (isNull(row)) {
                newTags[row] = nullTag;
            }
        }
        for (int member = 0; member < members.size(); member++) {
            parts.add(members.get(member).select(slotsOf(newTags, member)));
        }
        parts.add(Constant.nulls(PrimitiveType.NULL, slotsOf(newTags, nullTag).length));
        return Mixed.of(newTags, parts);
    }

    private int[] slotsOf(int[] rowTags, int tag) {
        int count = 0;
        for (int row = 0; row < length; row++) {
            count += rowTags[row] == tag ? 1 : 0;
        }
        var found = new int[count];
        int at = 0;
        for (int row = 0; row < length; row++) {
            if (rowTags[row] == tag) {
                found[at++] = slots[row];
            }
        }
        return found;
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
        return new UnionVector(newType, tags, slots, members, length, validity);
    }

    @Override
    public UnionVector withValidity(Validity newValidity) {
        return new UnionVector(type, tags, slots, members, length, newValidity);
    }
}
