package dev.tarn.lake.object;

import dev.tarn.model.BodyOrder;
import dev.tarn.model.Path;
import dev.tarn.model.RowComparison;
import dev.tarn.model.SortKey;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.RowsBuilder;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Values that are to be put in the order of a pool: by its key, and where keys are equal by the bytes of the values, so that
/// the same values always lie in the same order. Used by one thread.
final class SortBuffer {
    // An arena that is mostly gaps, because a filter left few of its values, is not kept alive for them.
    private static final int MAX_WASTE = 2;

    private final SortKey key;
    private final List<Bodies> batches = new ArrayList<>();
    private final Map<Type, Integer> keyTagOfType = new HashMap<>();
    private final List<RowsBuilder> keyParts = new ArrayList<>();
    private int[] batchOf = new int[64];
    private int[] rowOf = new int[64];
    private int[] keyTags = new int[64];
    private int count;
    private long bodyBytes;

    SortBuffer(SortKey key) {
        this.key = key;
    }

    /// A batch as bodies: all parts are [Rows].
    record Bodies(Vector vector, int[] tags, int[] slots, List<Rows> parts) {
        static Bodies of(Vector batch) {
            return switch (batch) {
                case TypedVector typed -> {
                    Rows rows = compact(typed);
                    yield new Bodies(rows, new int[0], new int[0], List.of(rows));
                }
                case Mixed mixed -> {
                    List<Rows> parts = mixed.parts().stream().map(Bodies::compact).toList();
                    yield new Bodies(Mixed.of(mixed.tags(), parts), mixed.tags(), mixed.slots(), parts);
                }
            };
        }

        private static Rows compact(TypedVector vector) {
            Rows rows = BodyOrder.bodies(vector);
            long bytes = 0;
            for (int row = 0; row < rows.length(); row++) {
                bytes += Math.max(0, rows.bodyLength(row));
            }
            if (rows.arena().length <= MAX_WASTE * bytes) {
                return rows;
            }
            var builder = new RowsBuilder(rows.type());
            var encoder = BodyEncoder.of(rows);
            for (int row = 0; row < rows.length(); row++) {
                builder.append(encoder, row);
            }
            return builder.build();
        }

        Rows part(int row) {
            return parts.get(tags.length == 0 ? 0 : tags[row]);
        }

        int slot(int row) {
            return tags.length == 0 ? row : slots[row];
        }
    }

    /// Adds the values of a batch.
    void add(Vector batch) {
        add(Bodies.of(batch), 0, Long.MAX_VALUE);
    }

    /// Adds values of a batch, from a row (0-based) on, until the bodies here have so many bytes; returns the row after the
    /// last one added.
    int add(Bodies bodies, int from, long enoughBodyBytes) {
        int number = batches.size();
        batches.add(bodies);
        var keys = new KeyOfPart[bodies.parts.size()];
        int row = from;
        for (; row < bodies.vector.length() && bodyBytes < enoughBodyBytes; row++) {
            reserve(1);
            int tag = bodies.tags.length == 0 ? 0 : bodies.tags[row];
            if (keys[tag] == null) {
                keys[tag] = keyOf(bodies.parts.get(tag));
            }
            int slot = bodies.slot(row);
            keys[tag].appendTo(slot);
            keyTags[count] = keys[tag].tag;
            batchOf[count] = number;
            rowOf[count] = row;
            count++;
            bodyBytes += Math.max(0, bodies.parts.get(tag).bodyLength(slot));
        }
        return row;
    }

    private void reserve(int more) {
        if (more > batchOf.length - count) {
            int capacity = Math.max(batchOf.length * 2, count + more);
            batchOf = Arrays.copyOf(batchOf, capacity);
            rowOf = Arrays.copyOf(rowOf, capacity);
            keyTags = Arrays.copyOf(keyTags, capacity);
        }
    }

    /// The keys of the values of one type in one batch.
    private static final class KeyOfPart {
        private final int tag;
        private final RowsBuilder builder;
        private final Optional<BodyEncoder> encoder;

        KeyOfPart(int tag, RowsBuilder builder, Optional<BodyEncoder> encoder) {
            this.tag = tag;
            this.builder = builder;
            this.encoder = encoder;
        }

        void appendTo(int slot) {
            if (encoder.isPresent()) {
                builder.append(encoder.get(), slot);
            } else {
                builder.appendNull();
            }
        }
    }

    private KeyOfPart keyOf(Rows part) {
        Optional<TypedVector> column = find(part, key.path());
        Type type = column.map(TypedVector::type).orElse(PrimitiveType.NULL);
        int tag = keyTagOfType.computeIfAbsent(type, absent -> {
            keyParts.add(new RowsBuilder(absent));
            return keyParts.size() - 1;
        });
        return new KeyOfPart(tag, keyParts.get(tag), column.map(BodyEncoder::of));
    }

    private static Optional<TypedVector> find(Rows values, Path path) {
        TypedVector at = values;
        for (String name : path.names()) {
            if (!(at.type().under() instanceof RecordType record) || record.indexOf(name) < 0) {
                return Optional.empty();
            }
            at = BodyOrder.bodies(at).field(record.indexOf(name));
        }
        return Optional.of(at);
    }

    int count() {
        return count;
    }

    /// Returns the length of all bodies together.
    long bodyBytes() {
        return bodyBytes;
    }

    /// Returns about how much memory the values take here.
    long memoryBytes() {
        // Four numbers for each value, the place of its body, and its key with its place.
        return bodyBytes + count * (4L * 4 + 8 + 8 + 8);
    }

    /// Puts the values in order; the buffer must not be used any more.
    SortedValues sorted() {
        List<Rows> parts = keyParts.stream().map(RowsBuilder::build).toList();
        Vector keys = parts.size() == 1 ? parts.getFirst() : Mixed.of(Arrays.copyOf(keyTags, count), parts);
        return new SortedValues(this, keys, count == 0 ? new int[0] : IndexSort.sort(count, order(keys)));
    }

    private RowComparison order(Vector keys) {
        // Decoded once, keys of one type compare without a look at their bodies or for nulls.
        Vector decoded = keys instanceof TypedVector typed ? typed.flat() : keys;
        RowComparison byKey = ValueOrder.of(key.direction(), key.nulls()).between(decoded, decoded);
        boolean descending = key.direction() == SortKey.Direction.DESCENDING;
        return (i, j) -> {
            int order = byKey.compare(i, j);
            if (order != 0) {
                return order;
            }
            return descending ? compareBodies(j, i) : compareBodies(i, j);
        };
    }

    private int compareBodies(int i, int j) {
        Bodies a = batches.get(batchOf[i]);
        Bodies b = batches.get(batchOf[j]);
        Rows left = a.part(rowOf[i]);
        Rows right = b.part(rowOf[j]);
        int slotA = a.slot(rowOf[i]);
        int slotB = b.slot(rowOf[j]);
        return Arrays.compareUnsigned(
                left.arena(), left.start(slotA), left.start(slotA) + Math.max(0, left.bodyLength(slotA)),
                right.arena(), right.start(slotB), right.start(slotB) + Math.max(0, right.bodyLength(slotB)));
    }

    Bodies batch(int index) {
        return batches.get(batchOf[index]);
    }

    int row(int index) {
        return rowOf[index];
    }

    boolean isSameBatch(int index, int other) {
        return batchOf[index] == batchOf[other];
    }

    /// Returns the length of the body of a value.
    int bodyBytes(int index) {
        Bodies batch = batch(index);
        return Math.max(0, batch.part(rowOf[index]).bodyLength(batch.slot(rowOf[index])));
    }
}
