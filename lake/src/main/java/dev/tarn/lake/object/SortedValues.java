package dev.tarn.lake.object;

import dev.tarn.lake.object.SortBuffer.Bodies;
import dev.tarn.model.Value;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.RowsBuilder;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The values of a [SortBuffer], in the order of the pool. Positions count from 0.
final class SortedValues {
    private final SortBuffer buffer;
    private final Vector keys;
    private final int[] order;

    SortedValues(SortBuffer buffer, Vector keys, int[] order) {
        this.buffer = buffer;
        this.keys = keys;
        this.order = order;
    }

    int count() {
        return order.length;
    }

    Value key(int position) {
        return Value.of(keys, order[position]);
    }

    /// Returns the length of the body of a key, 0 for null and for a missing one.
    int keyBytes(int position) {
        int row = order[position];
        return switch (keys) {
            case Mixed mixed -> Math.max(0, ((Rows) mixed.parts().get(mixed.tags()[row])).bodyLength(mixed.slots()[row]));
            case Rows rows -> Math.max(0, rows.bodyLength(row));
            default -> throw new IllegalStateException("keys are " + keys.getClass());
        };
    }

    int bodyBytes(int position) {
        return buffer.bodyBytes(order[position]);
    }

    /// A range of the rows of a batch.
    record Part(Vector batch, int from, int to) {}

    /// Gives out a range of positions as parts of batches, in order. What lay together already is not copied.
    void forEachPart(int from, int to, Consumer<Part> consumer) {
        int start = from;
        while (start < to) {
            int end = Math.min(to, start + Vector.BATCH_ROWS);
            int together = lyingTogether(start, end);
            if (together == end) {
                int row = buffer.row(order[start]);
                consumer.accept(new Part(buffer.batch(order[start]).vector(), row, row + end - start));
            } else {
                consumer.accept(new Part(gather(start, end), 0, end - start));
            }
            start = end;
        }
    }

    /// Returns the position up to which the values are neighbours in one batch.
    private int lyingTogether(int start, int end) {
        int at = start + 1;
        while (at < end && buffer.isSameBatch(order[at - 1], order[at])
                && buffer.row(order[at]) == buffer.row(order[at - 1]) + 1) {
            at++;
        }
        return at;
    }

    private Vector gather(int from, int to) {
        int[] tags = new int[to - from];
        List<RowsBuilder> parts = new ArrayList<>();
        Map<Type, Integer> tagOfType = new HashMap<>();
        int tag = 0;
        for (int position = from; position < to; position++) {
            Bodies batch = buffer.batch(order[position]);
            int row = buffer.row(order[position]);
            Rows part = batch.part(row);
            // Neighbours mostly are of one type, the same object: no need to look it up.
            if (parts.isEmpty() || parts.get(tag).type() != part.type()) {
                tag = tagOfType.computeIfAbsent(part.type(), type -> {
                    parts.add(new RowsBuilder(type));
                    return parts.size() - 1;
                });
            }
            append(parts.get(tag), part, batch.slot(row));
            tags[position - from] = tag;
        }
        List<Rows> built = parts.stream().map(RowsBuilder::build).toList();
        return built.size() == 1 ? built.getFirst() : Mixed.of(tags, built);
    }

    private static void append(RowsBuilder target, Rows part, int slot) {
        if (part.isNull(slot)) {
            target.appendNull();
        } else {
            target.append(part.arena(), part.start(slot), part.bodyLength(slot));
        }
    }

    /// Returns the values of a range of positions as batches.
    List<Vector> batches(int from, int to) {
        List<Vector> batches = new ArrayList<>();
        forEachPart(from, to, part -> batches.add(part.from() == 0 && part.to() == part.batch().length()
                ? part.batch()
                : part.batch().select(rows(part))));
        return batches;
    }

    private static int[] rows(Part part) {
        int[] rows = new int[part.to() - part.from()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = part.from() + i;
        }
        return rows;
    }
}
