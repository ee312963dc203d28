package dev.tarn.model.zng;

import dev.tarn.model.InputException;
import dev.tarn.model.LimitException;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import java.util.ArrayList;
import java.util.Arrays;

/// The types that a stream has defined so far, by their identifiers in it. Names bind in the stream and nowhere else.
///
/// Only grows; a frame of values keeps how many types there were when it came ([#snapshot]).
final class TypeTable {
    /// How many types a stream may define.
    static final int MAX_TYPES = 1 << 20;

    private static final int UNKNOWN = -1;

    private final TypeNumbers numbers;
    // The number of each type in the scan, by its identifier in the stream.
    private int[] numberOfId = new int[64];
    // Whether values of a type are of interest: 1 or 0, by its identifier in the stream.
    private int[] wantedOfId = new int[64];
    private int count = PrimitiveType.FIRST_COMPLEX_ID;

    /// The types that a frame of values can refer to.
    ///
    /// @param numbers the types of the scan
    /// @param numberOfId the number of each type, by identifier, UNKNOWN where there is none
    /// @param wantedOfId whether values of a type are of interest, 1 or 0, by identifier
    /// @param count the first identifier that is not defined
    record Snapshot(TypeNumbers numbers, int[] numberOfId, int[] wantedOfId, int count) {
        /// Returns the number of the type with the identifier.
        ///
        /// @throws InputException if there is none
        int number(long id) {
            if (id < 0 || id >= count || numberOfId[(int) id] == UNKNOWN) {
                throw new InputException("zngio: type ID " + id + " not in context");
            }
            return numberOfId[(int) id];
        }
    }

    TypeTable(TypeNumbers numbers) {
        this.numbers = numbers;
        for (int id = 0; id < count; id++) {
            numberOfId[id] = PrimitiveType.ofId(id).map(numbers::numberOf).orElse(UNKNOWN);
            wantedOfId[id] = numberOfId[id] == UNKNOWN || numbers.isWanted(numberOfId[id]) ? 1 : 0;
        }
    }

    /// Returns the first identifier that is not defined yet.
    int count() {
        return count;
    }

    /// Returns the type with an identifier that the stream has defined.
    Type type(int id) {
        return numbers.type(numberOfId[id]);
    }

    Snapshot snapshot() {
        return new Snapshot(numbers, numberOfId, wantedOfId, count);
    }

    /// Adds the types of a frame.
    ///
    /// @throws InputException if the definitions are malformed
    void define(byte[] payload, int offset, int length) {
        var cursor = new PayloadCursor(payload, offset, length);
        while (cursor.hasMore()) {
            if (count - PrimitiveType.FIRST_COMPLEX_ID >= MAX_TYPES) {
                throw new LimitException("a ZNG stream defines more than " + MAX_TYPES + " types");
            }
            int number = numbers.numberOf(readTypedef(cursor));
            if (count == numberOfId.length) {
                // Snapshots keep the old array.
                numberOfId = Arrays.copyOf(numberOfId, count * 2);
                wantedOfId = Arrays.copyOf(wantedOfId, count * 2);
            }
            wantedOfId[count] = numbers.isWanted(number) ? 1 : 0;
            numberOfId[count++] = number;
        }
    }

    private Type readTypedef(PayloadCursor cursor) {
        int code = cursor.readByte();
        return switch (code) {
            case ZngFormat.RECORD_TYPEDEF -> readRecord(cursor);
            case ZngFormat.ARRAY_TYPEDEF -> new ArrayType(readType(cursor));
            case ZngFormat.SET_TYPEDEF -> new SetType(readType(cursor));
            case ZngFormat.MAP_TYPEDEF -> {
                var key = readType(cursor);
                yield new MapType(key, readType(cursor));
            }
            case ZngFormat.UNION_TYPEDEF -> readUnion(cursor);
            case ZngFormat.ENUM_TYPEDEF -> readEnum(cursor);
            case ZngFormat.ERROR_TYPEDEF -> new ErrorType(readType(cursor));
            case ZngFormat.NAMED_TYPEDEF -> readNamed(cursor);
            default -> throw cursor.malformed("unknown code " + code);
        };
    }

    private Type readType(PayloadCursor cursor) {
        int id = cursor.readUvarint();
        if (id >= count) {
            throw cursor.malformed("type id " + id + " is not defined so far");
        }
        if (numberOfId[id] == UNKNOWN) {
            throw new InputException("primitive type ID " + id + " not implemented");
        }
        return numbers.type(numberOfId[id]);
    }

    private Type readRecord(PayloadCursor cursor) {
        int size = cursor.readCount(2);
        var fields = new ArrayList<Field>(size);
        for (int i = 0; i < size; i++) {
            String name = cursor.readName();
            fields.add(new Field(name, readType(cursor)));
        }
        RecordType.duplicateName(fields).ifPresent(name -> {
            throw cursor.malformed("duplicate field: \"" + name + "\"");
        });
        return new RecordType(fields);
    }

    private Type readUnion(PayloadCursor cursor) {
        int size = cursor.readCount(1);
        if (size == 0) {
            throw cursor.malformed("a union without members");
        }
        var members = new ArrayList<Type>(size);
        for (int i = 0; i < size; i++) {
            members.add(readType(cursor));
        }
        var union = UnionType.of(members);
        if (!union.members().equals(members)) {
            throw cursor.malformed("the members of a union are not in their order");
        }
        return union;
    }

    private static Type readEnum(PayloadCursor cursor) {
        int size = cursor.readCount(1);
        var symbols = new ArrayList<String>(size);
        for (int i = 0; i < size; i++) {
            symbols.add(cursor.readName());
        }
        return new EnumType(symbols);
    }

    private Type readNamed(PayloadCursor cursor) {
        String name = cursor.readName();
        if (PrimitiveType.ofName(name).isPresent()) {
            throw cursor.malformed("bad type name \"" + name + "\": primitive type name");
        }
        return new NamedType(name, readType(cursor));
    }
}
