package dev.tarn.model.vng;

import dev.tarn.model.Value;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Collects primitive values none of which are null. If few of them are different, they become positions in a dictionary; if
/// all are the same, nothing at all.
///
/// As long as few are different, a byte for each value says which one it is; once there are more, the values are written out.
final class PrimitiveEncoder extends ColumnEncoder.Present {
    private final PrimitiveType type;
    private int count;
    // The bodies with their tags. Empty as long as there is a dictionary.
    private final ByteBuilder bytes = new ByteBuilder();
    // Given up once there are too many.
    private Optional<DistinctBodies> distinct;
    private ByteBuilder numbers = new ByteBuilder();

    PrimitiveEncoder(PrimitiveType type) {
        this.type = type;
        this.distinct = switch (type) {
            // A position would be no shorter than the value.
            case UINT8, INT8, BOOL -> Optional.empty();
            default -> Optional.of(new DistinctBodies(VngFormat.MAX_DICTIONARY));
        };
    }

    @Override
    void put(byte[] arena, int start, int length) {
        count = Math.incrementExact(count);
        if (distinct.isPresent()) {
            int number = distinct.get().add(arena, start, length);
            if (number >= 0) {
                numbers.put(number);
                return;
            }
            giveUp(distinct.get());
        }
        putBody(arena, start, length);
    }

    private void putBody(byte[] arena, int start, int length) {
        bytes.putUvarint(length + 1L);
        bytes.put(arena, start, length);
    }

    private void giveUp(DistinctBodies known) {
        byte[] numberOf = numbers.array();
        for (int i = 0; i < count - 1; i++) {
            int number = numberOf[i] & 0xff;
            putBody(known.arena(), known.start(number), known.length(number));
        }
        distinct = Optional.empty();
        numbers = new ByteBuilder();
    }

    @Override
    VngColumn finish(SegmentData data) {
        if (count == 0) {
            return new VngColumn.Primitives(type, data.append(bytes), List.of(), Optional.empty(), Optional.empty(), 0);
        }
        if (distinct.isPresent()) {
            return finish(distinct.get(), data);
        }
        var least = new Extreme(-1);
        var greatest = new Extreme(1);
        var cursor = new Body.Cursor();
        cursor.open(bytes.array(), 0, bytes.length());
        for (int from = 0; from < count; from += Vector.BATCH_ROWS) {
            var piece = piece(cursor, Math.min(Vector.BATCH_ROWS, count - from));
            least.add(piece);
            greatest.add(piece);
        }
        return new VngColumn.Primitives(
                type, data.append(bytes), List.of(), Optional.of(least.value()), Optional.of(greatest.value()), count);
    }

    private VngColumn finish(DistinctBodies known, SegmentData data) {
        if (known.size() == 1) {
            return new VngColumn.Same(value(known, 0), count);
        }
        var order = new ArrayList<Integer>();
        var values = new ArrayList<Value>();
        for (int number = 0; number < known.size(); number++) {
            order.add(number);
            values.add(value(known, number));
        }
        order.sort(Comparator.comparing(values::get, ValueOrder.NULLS_FIRST::compare));
        var position = new byte[known.size()];
        var dictionary = new ArrayList<VngColumn.Entry>(known.size());
        for (int number : order) {
            position[number] = (byte) dictionary.size();
            dictionary.add(new VngColumn.Entry(values.get(number), known.count(number)));
        }
        byte[] positions = numbers.array();
        for (int i = 0; i < count; i++) {
            positions[i] = position[positions[i] & 0xff];
        }
        return new VngColumn.Primitives(
                type,
                data.append(numbers),
                dictionary,
                Optional.of(dictionary.getFirst().value()),
                Optional.of(dictionary.getLast().value()),
                count);
    }

    private Value value(DistinctBodies known, int number) {
        int start = known.start(number);
        return Value.ofBody(type, Arrays.copyOfRange(known.arena(), start, start + known.length(number)));
    }

    private Rows piece(Body.Cursor cursor, int size) {
        var starts = new int[size];
        var lengths = new int[size];
        for (int i = 0; i < size; i++) {
            cursor.next();
            starts[i] = cursor.start();
            lengths[i] = cursor.length();
        }
        return new Rows(type, bytes.array(), starts, lengths, size);
    }

    /// The least or greatest of values that come in pieces, of equal ones the first.
    private static final class Extreme {
        private final int sign;
        private Optional<Value> value = Optional.empty();

        Extreme(int sign) {
            this.sign = sign;
        }

        void add(Rows piece) {
            var values = piece.flat();
            var order = ValueOrder.NULLS_FIRST.between(values, values);
            int best = 0;
            for (int row = 1; row < values.length(); row++) {
                if (order.compare(row, best) * sign > 0) {
                    best = row;
                }
            }
            var found = Value.of(values, best);
            if (value.isEmpty() || ValueOrder.NULLS_FIRST.compare(found, value.get()) * sign > 0) {
                value = Optional.of(found);
            }
        }

        Value value() {
            return value.orElseThrow();
        }
    }
}
