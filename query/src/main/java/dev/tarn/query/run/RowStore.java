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
import java.util.Optional;

/// Copies of values of any types, to be taken out in any order: columns of what comes in columns, and ZNG bodies of everything else.
final class RowStore {
    // Large enough to be few, small enough not to be a burden for the garbage collector.
    private static final int CHUNK_BYTES = 256 * 1024;

    private final Map<Form, Integer> tagOfForm = new HashMap<>();
    // What has a tag: the columns of some values of a type, or nothing if they are bodies.
    private final List<Type> types = new ArrayList<>();
    private final List<Optional<StoredColumns>> columns = new ArrayList<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private ByteBuilder current = new ByteBuilder(4096);
    private int[] tags = new int[64];
    private int[] chunkOfRow = new int[64];
    private int[] starts = new int[64];
    private int[] lengths = new int[64];
    private int size;
    private long bytes;

    private record Form(Type type, boolean columns) {}

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
        boolean inColumns = StoredColumns.isFor(values);
        int tag = tag(new Form(values.type(), inColumns));
        if (inColumns) {
            copyColumns(values, tag, first, rows);
            return;
        }
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

    private int tag(Form form) {
        Integer known = tagOfForm.get(form);
        if (known == null || columns.get(known).map(StoredColumns::isFull).orElse(false)) {
            known = types.size();
            tagOfForm.put(form, known);
            types.add(form.type());
            columns.add(form.columns() ? Optional.of(new StoredColumns(form.type())) : Optional.empty());
        }
        return known;
    }

    private void copyColumns(TypedVector values, int tag, int first, int[] rows) {
        var stored = columns.get(tag).orElseThrow();
        int slot = stored.length();
        bytes += stored.append(values);
        for (int i = 0; i < values.length(); i++) {
            int row = first + (rows.length == 0 ? i : rows[i]);
            tags[row] = tag;
            starts[row] = slot + i;
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
        var newTags = new int[to - from];
        var counts = new int[types.size()];
        for (int i = from; i < to; i++) {
            int tag = tags[rows[i]];
            newTags[i - from] = tag;
            counts[tag]++;
        }
        if (counts[newTags[0]] == newTags.length) {
            return gather(newTags[0], Arrays.copyOfRange(rows, from, to));
        }
        var used = new ArrayList<TypedVector>();
        var rowsOfTag = rowsOfTags(rows, from, newTags, counts);
        var newTag = new int[counts.length];
        for (int tag = 0; tag < counts.length; tag++) {
            if (counts[tag] > 0) {
                newTag[tag] = used.size();
                used.add(gather(tag, rowsOfTag[tag]));
            }
        }
        for (int i = 0; i < newTags.length; i++) {
            newTags[i] = newTag[newTags[i]];
        }
        return Mixed.of(newTags, used);
    }

    private static int[][] rowsOfTags(int[] rows, int from, int[] tagOfRow, int[] counts) {
        var rowsOfTag = new int[counts.length][];
        for (int tag = 0; tag < counts.length; tag++) {
            rowsOfTag[tag] = new int[counts[tag]];
        }
        var next = new int[counts.length];
        for (int i = 0; i < tagOfRow.length; i++) {
            int tag = tagOfRow[i];
            rowsOfTag[tag][next[tag]++] = rows[from + i];
        }
        return rowsOfTag;
    }

    /// Returns values of one tag.
    private TypedVector gather(int tag, int[] rows) {
        if (columns.get(tag).isPresent()) {
            return columns.get(tag).get().gather(BatchAssembly.at(starts, rows));
        }
        int total = 0;
        for (int row : rows) {
            total += Math.max(0, lengths[row]);
        }
        var builder = new RowsBuilder(types.get(tag), rows.length, total);
        for (int row : rows) {
            if (lengths[row] < 0) {
                builder.appendNull();
            } else {
                int chunk = chunkOfRow[row];
                byte[] arena = chunk < chunks.size() ? chunks.get(chunk) : current.array();
                builder.append(arena, starts[row], lengths[row]);
            }
        }
        return builder.build();
    }
}
