package dev.tarn.bpf.event;

import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Validity;
import java.util.Arrays;
import java.util.List;

/// A C union with another member that says which of its members counts: a Zed union of records with one field each, called as the
/// member. Null where the other member's value names none.
final class UnionColumn extends Column {
    private final LongColumn discriminant;
    private final List<Column> members;
    private final int[] tags;

    /// @param members by the value of the discriminant, from 0
    UnionColumn(LongColumn discriminant, List<Column> members) {
        super(UnionType.of(members.stream().map(Column::type).toList()));
        this.discriminant = discriminant;
        this.members = List.copyOf(members);
        var union = (UnionType) type();
        this.tags = members.stream().mapToInt(member -> union.tagOf(member.type())).toArray();
    }

    @Override
    UnionVector read(EventRows rows, EventContext context) {
        long[] which = discriminant.values(rows);
        var rowTags = new int[which.length];
        var slots = new int[which.length];
        var validity = new Validity.Builder();
        var vectors = new TypedVector[members.size()];
        for (int member = 0; member < members.size(); member++) {
            int[] selected = rowsOf(which, member);
            for (int slot = 0; slot < selected.length; slot++) {
                rowTags[selected[slot]] = tags[member];
                slots[selected[slot]] = slot;
            }
            vectors[tags[member]] = members.get(member).read(rows.select(selected), context);
        }
        for (int i = 0; i < which.length; i++) {
            if (which[i] >= 0 && which[i] < members.size()) {
                validity.valid(i);
            } else {
                validity.invalid(i);
            }
        }
        return new UnionVector(type(), rowTags, slots, List.of(vectors), which.length, validity.build());
    }

    private static int[] rowsOf(long[] which, int member) {
        var rows = new int[which.length];
        int count = 0;
        for (int i = 0; i < which.length; i++) {
            if (which[i] == member) {
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
