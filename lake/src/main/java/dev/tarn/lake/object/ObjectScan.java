package dev.tarn.lake.object;

import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Encoded;
import dev.tarn.model.Projection;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.SortKey;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Vector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A scan over objects of a pool. What is handed out is small enough to be decoded by many threads at once and large enough
/// to be worth it: some segments of one object, or many small objects.
///
/// If order is asked for, objects whose ranges of keys meet are merged, see [Slices].
public final class ObjectScan implements Scan {
    private static final long MORSEL_BODY_BYTES = 1L << 20;
    // Each object is a read of its own: the first morsels have few, for who only wants the first values.
    private static final int FIRST_MORSEL_OBJECTS = 16;
    private static final int MAX_MORSEL_OBJECTS = 1024;

    private final ObjectReader reader;
    private final SortKey key;
    private final Span.Direction direction;
    private final ScanRequest request;
    private final ObjectQueue objects;
    private final Deque<Work> planned = new ArrayDeque<>();
    // What needs no merging waits here until it is enough for a morsel.
    private List<Span> waiting = new ArrayList<>();
    private long waitingBytes;
    private int maxWaiting = FIRST_MORSEL_OBJECTS;
    private long ordinal;
    private boolean closed;

    /// Opens a scan.
    ///
    /// @param packs where the objects lie
    /// @param key by what the pool is sorted
    /// @param objects the objects, and which keys are asked for
    /// @param request what else is asked for
    public ObjectScan(Packs packs, SortKey key, ObjectQueue objects, ScanRequest request) {
        reader = new ObjectReader(packs);
        this.key = key;
        direction = Span.Direction.of(key);
        this.objects = objects;
        this.request = request;
    }

    /// What a thread does for one morsel.
    @FunctionalInterface
    interface Work {
        /// Reads and decodes.
        List<Vector> decode();
    }

    @Override
    public synchronized Optional<Morsel> next() {
        while (planned.isEmpty() && !closed) {
            Optional<DataObject> object = objects.poll();
            if (object.isPresent()) {
                plan(object.get());
            } else if (waiting.isEmpty()) {
                return Optional.empty();
            } else {
                planWaiting();
            }
        }
        if (closed || planned.isEmpty()) {
            return Optional.empty();
        }
        Work work = planned.poll();
        long place = ordinal++;
        return Optional.of(new Morsel() {
            @Override
            public long ordinal() {
                return place;
            }

            @Override
            public List<Vector> decode() {
                return work.decode();
            }
        });
    }

    private void plan(DataObject first) {
        if (isCountEnough()) {
            long count = first.count();
            planned.add(() -> nulls(count));
            return;
        }
        // Values without fields are all alike.
        boolean merge = request.ordered() && !request.projection().equals(Projection.NONE);
        List<DataObject> group = merge ? takeMeeting(first) : List.of(first);
        List<Span> spans = new ArrayList<>();
        group.forEach(object -> addSpans(object, spans));
        if (group.size() == 1) {
            spans.forEach(this::addWaiting);
        } else {
            planWaiting();
            spans.sort(direction.byStart());
            new Slices(reader, key, request).plan(spans, planned);
        }
    }

    private boolean isCountEnough() {
        return request.projection().equals(Projection.NONE) && request.search().isEmpty() && request.types().isEmpty()
                && objects.window().equals(KeyWindow.ALL);
    }

    private static List<Vector> nulls(long count) {
        List<Vector> batches = new ArrayList<>();
        for (long left = count; left > 0; left -= Vector.BATCH_ROWS) {
            batches.add(Constant.nulls(PrimitiveType.NULL, (int) Math.min(left, Vector.BATCH_ROWS)));
        }
        return batches;
    }

    /// Takes, besides an object, all that have keys in common with one that was taken.
    private List<DataObject> takeMeeting(DataObject first) {
        List<DataObject> group = new ArrayList<>();
        group.add(first);
        Encoded end = direction.end(first);
        while (startsWithin(objects.peek(), end)) {
            DataObject next = objects.poll().orElseThrow();
            group.add(next);
            end = direction.compare(direction.end(next), end) > 0 ? direction.end(next) : end;
        }
        return group;
    }

    private boolean startsWithin(Optional<DataObject> object, Encoded end) {
        return object.filter(next -> direction.compare(direction.start(next), end) <= 0).isPresent();
    }

    /// Adds the spans of an object that the window leaves.
    private void addSpans(DataObject object, List<Span> spans) {
        if (ObjectReader.isSmall(object)) {
            spans.add(Span.whole(object));
            return;
        }
        for (SeekIndex.Segment segment : reader.index(object).segments()) {
            if (!objects.window().excludes(segment.minimum(), segment.maximum())) {
                spans.add(Span.of(object, segment));
            }
        }
    }

    private void addWaiting(Span span) {
        waiting.add(span);
        waitingBytes += span.bodyBytes();
        if (waitingBytes >= MORSEL_BODY_BYTES || waiting.size() >= maxWaiting) {
            planWaiting();
            maxWaiting = Math.min(maxWaiting * 2, MAX_MORSEL_OBJECTS);
        }
    }

    private void planWaiting() {
        if (!waiting.isEmpty()) {
            List<ObjectReader.Piece> pieces = Span.pieces(waiting);
            planned.add(() -> reader.read(pieces, request));
        }
        waiting = new ArrayList<>();
        waitingBytes = 0;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
