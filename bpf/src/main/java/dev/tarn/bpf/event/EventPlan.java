package dev.tarn.bpf.event;

import dev.tarn.bpf.btf.Btf;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.List;
import java.util.Optional;

/// How the structs of one type are read: made once for each type.
final class EventPlan {
    private final int sizeBytes;
    private final Column record;
    private final Optional<Column> withoutEnums;

    /// @param withoutEnums reads the same with integers for enums; none if there are no enums
    EventPlan(int sizeBytes, Column record, Optional<Column> withoutEnums) {
        this.sizeBytes = sizeBytes;
        this.record = record;
        this.withoutEnums = withoutEnums;
    }

    /// Makes the plan for a struct of some BTF.
    ///
    /// @throws dev.tarn.model.CorruptException if there is no such struct, or its description is damaged
    static EventPlan of(Btf btf, int structId) {
        return PlanCompiler.compile(btf, structId);
    }

    /// Returns the size of the struct, which an event has at least.
    int sizeBytes() {
        return sizeBytes;
    }

    /// Returns the type of the records, named as the struct.
    Type type() {
        return record.type();
    }

    /// Returns the name of the records' type, empty for a struct without a name.
    String name() {
        return record.type() instanceof NamedType named ? named.name() : "";
    }

    /// Reads a record for each struct. All have this plan's type, but those with an enum value that has no symbol: they have integers
    /// where the others have enums.
    Vector read(EventRows rows, EventContext context) {
        var all = record.read(rows, context);
        var strange = context.takeStrange();
        if (strange.isEmpty()) {
            return all;
        }
        var tags = new int[rows.count()];
        int strangeCount = 0;
        for (int i = 0; i < tags.length; i++) {
            tags[i] = strange.contains(rows.starts()[i]) ? 1 : 0;
            strangeCount += tags[i];
        }
        var known = new int[tags.length - strangeCount];
        var unknown = new int[strangeCount];
        for (int i = 0, k = 0, u = 0; i < tags.length; i++) {
            if (tags[i] == 1) {
                unknown[u++] = i;
            } else {
                known[k++] = i;
            }
        }
        TypedVector integers = withoutEnums.orElseThrow().read(rows.select(unknown), context);
        return Mixed.of(tags, List.of(all.select(known), integers));
    }
}
