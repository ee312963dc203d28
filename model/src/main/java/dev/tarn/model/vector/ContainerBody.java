package dev.tarn.model.vector;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeTable;
import dev.tarn.model.type.UnionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Brings the bodies of containers into their canonical form, once all their elements are written one after another, each with
/// its tag. Belongs to one thread.
public final class ContainerBody {
    private final ByteBuilder out;
    private final TypeTable table;

    /// Creates a tool for bodies at the end of `out`, for types from a table.
    public ContainerBody(ByteBuilder out, TypeTable table) {
        this.out = out;
        this.table = table;
    }

    /// A range of bytes: an element with its tag, or a key and its value with theirs.
    private record Part(byte[] bytes, int start, int keyEnd, int end) {
        static int compareKeys(Part a, Part b) {
            return Arrays.compareUnsigned(a.bytes, a.start, a.keyEnd, b.bytes, b.start, b.keyEnd);
        }
    }

    /// Makes the value written since `start`, tag and all, one of a union, as the member with a tag.
    public void wrapInUnion(int start, int tag) {
        var value = Arrays.copyOfRange(out.array(), start, out.length());
        out.truncate(start);
        putInUnion(tag, value, 0, value.length);
    }

    private void putInUnion(int tag, byte[] value, int from, int to) {
        int union = out.beginTagged();
        int selector = out.beginTagged();
        Body.writeLong(PrimitiveType.INT64, tag, out);
        out.endTagged(selector);
        out.put(value, from, to - from);
        out.endTagged(union);
    }

    /// Returns the type of elements of the given types; if they differ, the elements written since `start` become values of
    /// a union.
    public Type unify(int start, List<Type> types) {
        var type = common(types);
        if (type instanceof UnionType union && types.stream().anyMatch(t -> t != union)) {
            rewrite(start, List.of(types), List.of(type));
        }
        return type;
    }

    /// Returns the type of a map with keys and values of the given types, whose entries were written since `start`.
    public Type unifyMap(int start, List<Type> keyTypes, List<Type> valueTypes) {
        var key = common(keyTypes);
        var value = common(valueTypes);
        rewrite(start, List.of(keyTypes, valueTypes), List.of(key, value));
        return table.map(key, value);
    }

    private Type common(List<Type> types) {
        Type first = PrimitiveType.NULL;
        var different = new ArrayList<Type>();
        for (var type : types) {
            if (type != PrimitiveType.NULL && type != first) {
                if (first == PrimitiveType.NULL) {
                    first = type;
                }
                different.add(type);
            }
        }
        return different.size() <= 1 ? first : table.union(different);
    }

    /// Writes the elements since `start` again, those that are not of their column's type yet as values of that union.
    private void rewrite(int start, List<List<Type>> columnTypes, List<Type> wanted) {
        var cursor = new Body.Cursor();
        var copy = Arrays.copyOfRange(out.array(), start, out.length());
        cursor.open(copy, 0, copy.length);
        out.truncate(start);
        int from = 0;
        for (int i = 0; cursor.hasNext(); i++) {
            cursor.next();
            int to = cursor.start() + Math.max(0, cursor.length());
            int column = i % wanted.size();
            var type = columnTypes.get(column).get(i / wanted.size());
            if (type == wanted.get(column) || type == PrimitiveType.NULL) {
                out.put(copy, from, to - from);
            } else {
                putInUnion(((UnionType) wanted.get(column)).tagOf(type), copy, from, to);
            }
            from = to;
        }
    }

    /// Sorts the elements written since `start` by their bytes and drops those that occur again.
    ///
    /// @param width 1 for a set; 2 for a map, of whose entries the keys count and the first of several stays
    public void sort(int start, int width) {
        var copy = Arrays.copyOfRange(out.array(), start, out.length());
        var parts = parts(copy, width);
        parts.sort(Part::compareKeys);
        out.truncate(start);
        for (int i = 0; i < parts.size(); i++) {
            if (i == 0 || Part.compareKeys(parts.get(i - 1), parts.get(i)) != 0) {
                out.put(copy, parts.get(i).start, parts.get(i).end - parts.get(i).start);
            }
        }
    }

    private static List<Part> parts(byte[] bytes, int width) {
        var parts = new ArrayList<Part>();
        var cursor = new Body.Cursor();
        cursor.open(bytes, 0, bytes.length);
        int from = 0;
        while (cursor.hasNext()) {
            cursor.next();
            int keyEnd = cursor.start() + Math.max(0, cursor.length());
            int to = keyEnd;
            if (width == 2) {
                cursor.next();
                to = cursor.start() + Math.max(0, cursor.length());
            }
            parts.add(new Part(bytes, from, keyEnd, to));
            from = to;
        }
        return parts;
    }
}
