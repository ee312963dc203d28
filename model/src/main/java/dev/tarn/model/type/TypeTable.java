package dev.tarn.model.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Makes types so that equal ones are one object: for readers, which meet the same types again and again.
///
/// All types handed in must come from the same table. Belongs to one stream and one thread.
public final class TypeTable {
    private final Map<Type, ArrayType> arrays = new IdentityHashMap<>();
    private final Map<Type, SetType> sets = new IdentityHashMap<>();
    private final Map<Type, ErrorType> errors = new IdentityHashMap<>();
    private final Map<Type, Map<Type, MapType>> maps = new IdentityHashMap<>();
    private final Map<String, Map<Type, NamedType>> names = new HashMap<>();
    private final Map<Type, Type> others = new HashMap<>();
    private RecordType[] records = new RecordType[64];
    private int[] recordHashes = new int[64];
    private int recordCount;

    /// Returns the array type of an element type.
    public ArrayType array(Type element) {
        return arrays.computeIfAbsent(element, ArrayType::new);
    }

    /// Returns the set type of an element type.
    public SetType set(Type element) {
        return sets.computeIfAbsent(element, SetType::new);
    }

    /// Returns the error type of a wrapped type.
    public ErrorType error(Type wrapped) {
        return errors.computeIfAbsent(wrapped, ErrorType::new);
    }

    /// Returns the map type of a key and a value type.
    public MapType map(Type key, Type value) {
        return maps.computeIfAbsent(key, _ -> new IdentityHashMap<>()).computeIfAbsent(value, _ -> new MapType(key, value));
    }

    /// Returns the named type of a name and a type.
    public NamedType named(String name, Type type) {
        return names.computeIfAbsent(name, _ -> new IdentityHashMap<>()).computeIfAbsent(type, _ -> new NamedType(name, type));
    }

    /// Returns the union of types.
    ///
    /// @throws IllegalArgumentException if there are none
    public UnionType union(List<Type> members) {
        return (UnionType) others.computeIfAbsent(UnionType.of(members), type -> type);
    }

    /// Returns the enum type of symbols.
    public EnumType enumeration(List<String> symbols) {
        return (EnumType) others.computeIfAbsent(new EnumType(symbols), type -> type);
    }

    /// Returns the record type of fields, which have different names.
    ///
    /// @param fieldNames the names of the fields, of which the first `count` count
    /// @param fieldTypes the types of the fields, of which the first `count` count
    /// @throws IllegalArgumentException if two fields have the same name
    public RecordType record(String[] fieldNames, Type[] fieldTypes, int count) {
        int hash = hash(fieldNames, fieldTypes, count);
        int mask = records.length - 1;
        int slot = hash & mask;
        while (records[slot] != null) {
            if (recordHashes[slot] == hash && matches(records[slot], fieldNames, fieldTypes, count)) {
                return records[slot];
            }
            slot = slot + 1 & mask;
        }
        var fields = new ArrayList<Field>(count);
        for (int i = 0; i < count; i++) {
            fields.add(new Field(fieldNames[i], fieldTypes[i]));
        }
        var record = new RecordType(fields);
        records[slot] = record;
        recordHashes[slot] = hash;
        if (++recordCount * 2 > records.length) {
            grow();
        }
        return record;
    }

    private static int hash(String[] fieldNames, Type[] fieldTypes, int count) {
        int hash = count;
        for (int i = 0; i < count; i++) {
            hash = hash * 31 + fieldNames[i].hashCode();
            hash = hash * 31 + System.identityHashCode(fieldTypes[i]);
        }
        return hash ^ hash >>> 16;
    }

    private static boolean matches(RecordType record, String[] fieldNames, Type[] fieldTypes, int count) {
        if (record.size() != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            var field = record.field(i);
            if (field.type() != fieldTypes[i] || !field.name().equals(fieldNames[i])) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        var oldRecords = records;
        var oldHashes = recordHashes;
        records = new RecordType[oldRecords.length * 2];
        recordHashes = new int[records.length];
        int mask = records.length - 1;
        for (int i = 0; i < oldRecords.length; i++) {
            if (oldRecords[i] != null) {
                int slot = oldHashes[i] & mask;
                while (records[slot] != null) {
                    slot = slot + 1 & mask;
                }
                records[slot] = oldRecords[i];
                recordHashes[slot] = oldHashes[i];
            }
        }
    }

    /// Returns the only object for a type that was made elsewhere.
    public Type intern(Type type) {
        return switch (type) {
            case PrimitiveType primitive -> primitive;
            case RecordType record -> {
                var fieldNames = new String[record.size()];
                var fieldTypes = new Type[record.size()];
                Arrays.setAll(fieldNames, i -> record.field(i).name());
                Arrays.setAll(fieldTypes, i -> intern(record.field(i).type()));
                yield record(fieldNames, fieldTypes, record.size());
            }
            case ArrayType array -> array(intern(array.element()));
            case SetType set -> set(intern(set.element()));
            case MapType map -> map(intern(map.key()), intern(map.value()));
            case UnionType union -> union(union.members().stream().map(this::intern).toList());
            case EnumType enumeration -> enumeration(enumeration.symbols());
            case ErrorType error -> error(intern(error.wrapped()));
            case NamedType named -> named(named.name(), intern(named.type()));
        };
    }
}
