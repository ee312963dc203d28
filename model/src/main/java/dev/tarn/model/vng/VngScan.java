package dev.tarn.model.vng;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// A scan of a VNG file. As columns can only be read from their beginning on, a batch is decoded when it is taken.
final class VngScan implements Scan {
    // How many values of any column are read at once, about.
    private static final long BATCH_ELEMENTS = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final boolean countOnly;
    private final int batchRows;
    private final Optional<NumberDecoder> tags;
    private final List<ColumnDecoder> types = new ArrayList<>();
    private long left;
    private long ordinal;
    private boolean closed;

    VngScan(VngColumn column, VngData data, ScanRequest request) {
        this.left = column.length();
        // Fewer rows where each has thousands of elements.
        this.batchRows = Math.clamp(BATCH_ELEMENTS * left / Math.max(1, column.longest()), 1, Vector.BATCH_ROWS);
        var projection = request.projection();
        this.countOnly = !projection.all() && projection.paths().isEmpty();
        var wanted = WantedColumns.of(projection);
        if (column instanceof VngColumn.Variant variant) {
            this.tags = Optional.of(new NumberDecoder(data, variant.tags()));
            variant.types().forEach(type -> types.add(ColumnDecoder.of(type, data, wanted)));
        } else {
            this.tags = Optional.empty();
            types.add(ColumnDecoder.of(column, data, wanted));
        }
    }

    @Override
    public Optional<Morsel> next() {
        lock.lock();
        try {
            if (closed || left == 0) {
                return Optional.empty();
            }
            int count = (int) Math.min(left, batchRows);
            var batch = countOnly ? Constant.nulls(PrimitiveType.NULL, count) : batch(count);
            left -= count;
            return Optional.of(Scan.decoded(ordinal++, List.of(batch)));
        } finally {
            lock.unlock();
        }
    }

    private Vector batch(int count) {
        if (tags.isEmpty()) {
            return types.getFirst().next(count);
        }
        var rowTags = new int[count];
        var counts = new int[types.size()];
        for (int row = 0; row < count; row++) {
            rowTags[row] = tags.get().nextBelow(types.size());
            counts[rowTags[row]]++;
        }
        // Only the types that occur: a file may have thousands.
        var partOfType = new int[types.size()];
        var parts = new ArrayList<TypedVector>();
        for (int type = 0; type < counts.length; type++) {
            if (counts[type] > 0) {
                partOfType[type] = parts.size();
                parts.add(types.get(type).next(counts[type]));
            }
        }
        for (int row = 0; row < count; row++) {
            rowTags[row] = partOfType[rowTags[row]];
        }
        return Mixed.of(rowTags, parts);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
