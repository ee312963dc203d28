package dev.tarn.query.aggregate;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the type that values of several types can be given: records get all fields, what does not go together becomes a union.
public final class TypeFusion {
    private TypeFusion() {}

    /// Returns the fusion of types, in their order, which decides on the order of fields; the type `null` for none.
    public static Type of(Iterable<Type> types) {
        Type fused = PrimitiveType.NULL;
        // While there are several record types and nothing else, their fields are collected: to make a type each time would take
        // time in proportion to the square of the number of fields.
        Optional<FusedFields> fields = Optional.empty();
        for (var type : types) {
            if (fields.isPresent() && type.under() instanceof RecordType record) {
                fields.get().add(record);
                continue;
            }
            if (fields.isPresent()) {
                fused = fields.get().type();
                fields = Optional.empty();
            }
            boolean areRecords = fused.under() instanceof RecordType && type.under() instanceof RecordType;
            if (areRecords && !fused.equals(type)) {
                fields = Optional.of(new FusedFields((RecordType) fused.under()));
                fields.get().add((RecordType) type.under());
            } else {
                fused = fuse(fused, type);
            }
        }
        return fields.<Type>map(FusedFields::type).orElse(fused);
    }

    private static Type fuse(Type a, Type b) {
        if (a.equals(b) || b == PrimitiveType.NULL) {
            return a;
        }
        if (a == PrimitiveType.NULL) {
            return b;
        }
        return switch (a.under()) {
            case RecordType x when b.under() instanceof RecordType y -> records(x, y);
            case ArrayType x when b.under() instanceof ArrayType y -> new ArrayType(fuse(x.element(), y.element()));
            case SetType x when b.under() instanceof SetType y -> new SetType(fuse(x.element(), y.element()));
            // An array can hold what a set does.
            case ArrayType x when b.under() instanceof SetType y -> new ArrayType(fuse(x.element(), y.element()));
            case SetType x when b.under() instanceof ArrayType y -> new ArrayType(fuse(x.element(), y.element()));
            case MapType x when b.under() instanceof MapType y ->
                new MapType(fuse(x.key(), y.key()), fuse(x.value(), y.value()));
            default -> union(members(a), members(b));
        };
    }

    private static List<Type> members(Type type) {
        return type.under() instanceof UnionType union ? union.members() : List.of(type);
    }

    private static Type records(RecordType a, RecordType b) {
        var fields = new FusedFields(a);
        fields.add(b);
        return fields.type();
    }

    /// The fields of several record types, in the order in which they were first seen.
    private static final class FusedFields {
        private final List<Field> fields = new ArrayList<>();
        private final Map<String, Integer> positions = new HashMap<>();

        FusedFields(RecordType first) {
            add(first);
        }

        void add(RecordType record) {
            for (var field : record.fields()) {
                var position = positions.putIfAbsent(field.name(), fields.size());
                if (position == null) {
                    fields.add(field);
                } else {
                    fields.set(position, new Field(field.name(), fuse(fields.get(position).type(), field.type())));
                }
            }
        }

        RecordType type() {
            return new RecordType(fields);
        }
    }

    /// A union has at most one record, which has the fields of all; alone it is no union any more.
    private static Type union(List<Type> a, List<Type> b) {
        var members = new ArrayList<Type>();
        add(a, members);
        add(b, members);
        return members.size() == 1 ? members.getFirst() : UnionType.of(members);
    }

    private static void add(List<Type> types, List<Type> members) {
        for (var type : types) {
            int record = type.under() instanceof RecordType ? recordAmong(members) : -1;
            if (record >= 0) {
                members.set(record, fuse(members.get(record), type));
            } else if (!members.contains(type)) {
                members.add(type);
            }
        }
    }

    private static int recordAmong(List<Type> members) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).under() instanceof RecordType) {
                return i;
            }
        }
        return -1;
    }
}
