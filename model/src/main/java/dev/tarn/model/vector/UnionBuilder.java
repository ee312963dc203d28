package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes a [UnionVector]: append a value to the builder of its member, then end the value with the member's tag.
public final class UnionBuilder extends VectorBuilder {
    private final List<VectorBuilder> members = new ArrayList<>();
    private int[] tags = new int[8];
    private int[] slots = new int[8];

    /// Creates a builder for values of a union type, named or not.
    public UnionBuilder(Type type) {
        super(type);
        for (var member : ((UnionType) type.under()).members()) {
            members.add(VectorBuilder.of(member));
        }
    }

    /// Returns the builder of a member, by its tag.
    public VectorBuilder member(int tag) {
        return members.get(tag);
    }

    /// Ends a value that was appended to the builder of the member with the tag.
    public void endUnion(int tag) {
        put(tag, members.get(tag).length() - 1);
        appended();
    }

    private void put(int tag, int slot) {
        int row = length();
        if (row == tags.length) {
            tags = Arrays.copyOf(tags, row * 2);
            slots = Arrays.copyOf(slots, row * 2);
        }
        tags[row] = tag;
        slots[row] = slot;
    }

    @Override
    void appendSlot() {
        put(0, 0);
    }

    @Override
    void appendValid(FlatVector source, int row) {
        var union = (UnionVector) source;
        int tag = union.tags()[row];
        members.get(tag).append(union.members().get(tag), union.slots()[row]);
        put(tag, members.get(tag).length() - 1);
    }

    @Override
    UnionVector buildSlots(int count, Validity validity) {
        var vectors = new ArrayList<TypedVector>(members.size());
        for (var member : members) {
            vectors.add(member.build());
        }
        var built = new UnionVector(type(), tags, slots, vectors, count, validity);
        tags = new int[8];
        slots = new int[8];
        return built;
    }
}
