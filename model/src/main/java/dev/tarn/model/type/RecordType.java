package dev.tarn.model.type;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A record type: fields in an order that matters, names that are unique.
public final class RecordType implements Type {
    private static final String[] NO_NAMES = {};

    /// The record type without fields.
    public static final RecordType EMPTY = new RecordType(List.of());

    // Up to this many fields a loop over the names beats a hash table.
    private static final int SMALL = 8;

    private final List<Field> fields;
    private final int hash;
    private final TypeExtent extent;
    // Of these two one is empty: the names if there are few fields, their positions if there are many.
    private final String[] names;
    private final Map<String, Integer> positions;

    /// Creates the type with the given fields.
    ///
    /// @throws IllegalArgumentException if two fields have the same name; see [#duplicateName]
    public RecordType(List<Field> fields) {
        this.fields = List.copyOf(fields);
        this.hash = 31 * this.fields.hashCode() + 1;
        this.extent = TypeExtent.aroundFields(this.fields);
        var duplicate = duplicateName(this.fields);
        if (duplicate.isPresent()) {
            throw new IllegalArgumentException("duplicate field: \"" + duplicate.get() + "\"");
        }
        boolean small = this.fields.size() <= SMALL;
        this.names = small ? names(this.fields) : NO_NAMES;
        this.positions = small ? Map.of() : positions(this.fields);
    }

    private static String[] names(List<Field> fields) {
        var names = new String[fields.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = fields.get(i).name();
        }
        return names;
    }

    private static Map<String, Integer> positions(List<Field> fields) {
        Map<String, Integer> positions = HashMap.newHashMap(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            positions.put(fields.get(i).name(), i);
        }
        return positions;
    }

    /// Returns the first name that occurs twice, for readers of foreign input who answer with an error of their own.
    public static Optional<String> duplicateName(List<Field> fields) {
        if (fields.size() > SMALL) {
            var seen = HashSet.<String>newHashSet(fields.size());
            for (var field : fields) {
                if (!seen.add(field.name())) {
                    return Optional.of(field.name());
                }
            }
            return Optional.empty();
        }
        for (int i = 1; i < fields.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (fields.get(i).name().equals(fields.get(j).name())) {
                    return Optional.of(fields.get(i).name());
                }
            }
        }
        return Optional.empty();
    }

    /// Returns the fields in their order.
    public List<Field> fields() {
        return fields;
    }

    /// Returns the number of fields.
    public int size() {
        return fields.size();
    }

    /// Returns the field at a position, 0-based.
    public Field field(int position) {
        return fields.get(position);
    }

    /// Returns the position of the field with the name, 0-based, or -1 if there is none.
    public int indexOf(String name) {
        if (!positions.isEmpty()) {
            return positions.getOrDefault(name, -1);
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
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
        return this == other || other instanceof RecordType that && hash == that.hash && fields.equals(that.fields);
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
