package dev.tarn.query.run;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.RowsBuilder;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Copies of values of any types, as their ZNG bodies, to be taken out in any order.
final class RowStore {
    // Large enough to be few, small enough not to be a burden for the garbage collector.
    private static final int CHUNK_BYTES = 256 * 1024;

    private final Map<Type, Integer> tagOfType = new HashMap<>();
    private final List<Type> types = new ArrayList<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private ByteBuilder current = new ByteBuilder(4096);
    private int[] tags = new int[64];
    private int[] chunkOfRow = new int[64];
    private int[] starts = new int[64];
    private int[] lengths = new int[64];
    private int size;
    private long bytes;

    /// Returns the number of values.
    int size() {
        return size;
    }

    /// Returns about how many bytes the values take.
    long sizeBytes() {
        return bytes + 16L * tags.length;
    }

    /// Appends all values of a vector.
    void append(Vector values) {
        int first = size;
        reserve(first + values.length());
        size += values.length();
        switch (values) {
            case TypedVector typed -> copy(typed, first, new int[0]);
            case Mixed mixed -> {
                int[][] rows = mixed.rowsOfParts();
                for (int part = 0; part < rows.length; part++) {
                    copy(mixed.parts().get(part), first, rows[part]);
                }
            }
        }
    }

    private void reserve(int count) {
        if (count > tags.length) {
            int capacity = Math.max(count, tags.length * 2);
            tags = Arrays.copyOf(tags, capacity);
            chunkOfRow = Arrays.copyOf(chunkOfRow, capacity);
            starts = Arrays.copyOf(starts, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
        }
    }

    private void copy(TypedVector values, int first, int[] rows) {
        int tag = tagOfType.computeIfAbsent(values.type(), type -> {
            types.add(type);
            return types.size() - 1;
        });
        switch (values) {
            case Rows bodies -> copyBodies(bodies, tag, first, rows);
            case View view when view.base() instanceof Rows bodies -> copyBodies(bodies.gather(view.rows()), tag, first, rows);
            default -> {
                var encoder = BodyEncoder.of(values);
                for (int i = 0; i < values.length(); i++) {
                    int row = first + (rows.length == 0 ? i : rows[i]);
                    int start = current.length();
                    boolean isNull = encoder.isNull(i);
                    if (!isNull) {
                        encoder.writeBody(i, current);
                    }
                    place(row, tag, start, isNull ? -1 : current.length() - start);
                }
            }
        }
    }

    private void copyBodies(Rows bodies, int tag, int first, int[] rows) {
        byte[] arena = bodies.arena();
        for (int i = 0; i < bodies.length(); i++) {
            int row = first + (rows.length == 0 ? i : rows[i]);
            int start = current.length();
            int length = bodies.bodyLength(i);
            if (length > 0) {
                current.put(arena, bodies.start(i), length);
            }
            place(row, tag, start, length);
        }
    }

    private void place(int row, int tag, int start, int length) {
        tags[row] = tag;
        chunkOfRow[row] = chunks.size();
        starts[row] = start;
        lengths[row] = length;
        if (current.length() >= CHUNK_BYTES - CHUNK_BYTES / 16) {
            closeChunk();
        }
    }

    private void closeChunk() {
        chunks.add(current.array());
        bytes += current.array().length;
        current = new ByteBuilder(CHUNK_BYTES);
    }

    /// Returns values in the given order.
    ///
    /// @param rows the positions of the values, as they were appended
    /// @param from where in `rows` to begin
    /// @param to where in `rows` to end
    Vector gather(int[] rows, int from, int to) {
        if (from == to) {
            return Constant.nulls(PrimitiveType.NULL, 0);
        }
        var builders = new RowsBuilder[types.size()];
        var newTags = new int[to - from];
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int tag = tags[row];
            newTags[i - from] = tag;
            if (builders[tag] == null) {
                builders[tag] = new RowsBuilder(types.get(tag));
            }
            if (lengths[row] < 0) {
                builders[tag].appendNull();
            } else {
                int chunk = chunkOfRow[row];
                byte[] arena = chunk < chunks.size() ? chunks.get(chunk) : current.array();
                builders[tag].append(arena, starts[row], lengths[row]);
            }
        }
        return assemble(newTags, builders);
    }

    private static Vector assemble(int[] newTags, RowsBuilder[] builders) {
        var used = new ArrayList<TypedVector>();
        var newTag = new int[builders.length];
        for (int tag = 0; tag < builders.length; tag++) {
            if (builders[tag] != null) {
                newTag[tag] = used.size();
                used.add(builders[tag].build());
            }
        }
        if (used.size() == 1) {
            return used.getFirst();
        }
        for (int i = 0; i < newTags.length; i++) {
            newTags[i] = newTag[newTags[i]];
        }
        return Mixed.of(newTags, used);
    }
}
