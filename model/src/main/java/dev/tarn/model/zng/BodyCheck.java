package dev.tarn.model.zng;

import dev.tarn.model.InputException;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.Rows;
import java.util.Arrays;

/// Checks ZNG bodies against their types, to the innermost values.
final class BodyCheck {
    private BodyCheck() {}

    /// Checks all values of a vector.
    ///
    /// @throws InputException if one is malformed, has too few or too many parts, or is a set that is not sorted
    static void check(Rows rows) {
        for (int row = 0; row < rows.length(); row++) {
            check(rows.type(), rows.arena(), rows.start(row), rows.bodyLength(row));
        }
    }

    private static void check(Type type, byte[] arena, int start, int length) {
        if (length < 0) {
            return;
        }
        switch (type) {
            case NamedType named -> check(named.under(), arena, start, length);
            case PrimitiveType primitive -> checkPrimitive(primitive, length);
            case EnumType enumeration -> checkEnum(enumeration, arena, start, length);
            case RecordType record -> checkRecord(record, arena, start, length);
            case ArrayType array -> {
                var cursor = cursor(arena, start, length);
                while (cursor.hasNext()) {
                    checkNext(array.element(), arena, cursor);
                }
            }
            case SetType set -> checkSet(set, arena, start, length);
            case MapType map -> {
                var cursor = cursor(arena, start, length);
                while (cursor.hasNext()) {
                    checkNext(map.key(), arena, cursor);
                    checkNext(map.value(), arena, cursor);
                }
            }
            case UnionType union -> checkUnion(union, arena, start, length);
            case ErrorType error -> check(error.wrapped(), arena, start, length);
        }
    }

    private static Body.Cursor cursor(byte[] arena, int start, int length) {
        var cursor = new Body.Cursor();
        cursor.open(arena, start, length);
        return cursor;
    }

    private static void checkNext(Type type, byte[] arena, Body.Cursor cursor) {
        cursor.next();
        check(type, arena, cursor.start(), cursor.length());
    }

    private static void checkPrimitive(PrimitiveType primitive, int length) {
        boolean right = switch (primitive) {
            case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, DURATION, TIME -> length <= Long.BYTES;
            case FLOAT16, FLOAT32, FLOAT64 -> length * 8 == primitive.bits();
            case BOOL -> length == 1;
            case BYTES, STRING, TYPE -> true;
            case IP -> length == 4 || length == 16;
            case NET -> length == 8 || length == 32;
            case NULL -> length == 0;
        };
        if (!right) {
            throw new InputException("invalid ZNG: a value of type " + primitive + " has " + length + " bytes");
        }
    }

    private static void checkEnum(EnumType enumeration, byte[] arena, int start, int length) {
        long index = Body.readLong(enumeration, arena, start, length);
        if (index < 0 || index >= enumeration.symbols().size()) {
            throw new InputException("invalid ZNG: enum selector out of range");
        }
    }

    private static void checkRecord(RecordType record, byte[] arena, int start, int length) {
        var cursor = cursor(arena, start, length);
        for (var field : record.fields()) {
            checkNext(field.type(), arena, cursor);
        }
        if (cursor.hasNext()) {
            throw new InputException("invalid ZNG: a record has more than " + record.size() + " fields");
        }
    }

    private static void checkSet(SetType set, byte[] arena, int start, int length) {
        var cursor = cursor(arena, start, length);
        int last = start;
        for (int at = start; cursor.hasNext(); ) {
            checkNext(set.element(), arena, cursor);
            int next = cursor.start() + Math.max(0, cursor.length());
            if (at > start) {
                int order = Arrays.compareUnsigned(arena, last, at, arena, at, next);
                if (order >= 0) {
                    throw new InputException(
                            "invalid ZNG: " + (order == 0 ? "duplicate set element" : "set elements not sorted"));
                }
            }
            last = at;
            at = next;
        }
    }

    private static void checkUnion(UnionType union, byte[] arena, int start, int length) {
        var cursor = cursor(arena, start, length);
        cursor.next();
        long tag = cursor.isNull()
                ? -1
                : Body.readLong(PrimitiveType.INT64, arena, cursor.start(), cursor.length());
        if (tag < 0 || tag >= union.members().size()) {
            throw new InputException("invalid ZNG: tag " + tag + " of a union of " + union.members().size() + " types");
        }
        checkNext(union.members().get((int) tag), arena, cursor);
        if (cursor.hasNext()) {
            throw new InputException("invalid ZNG: a union value has more than two parts");
        }
    }
}
