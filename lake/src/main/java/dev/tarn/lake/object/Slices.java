package dev.tarn.lake.object;

import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Encoded;
import dev.tarn.lake.object.ObjectReader.Piece;
import dev.tarn.lake.object.ObjectScan.Work;
import dev.tarn.model.Projection;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.SortKey;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Merges objects whose ranges of keys meet: cuts the keys into slices, each of which reads the segments that meet it, so that
/// slices can be merged side by side and none holds more than its own.
///
/// A segment that meets two slices is read for both. A slice begins enough segments that few do.
final class Slices {
    private static final long SLICE_BODY_BYTES = 16L << 20;

    private final ObjectReader reader;
    private final SortKey key;
    private final Span.Direction direction;
    private final ScanRequest request;

    Slices(ObjectReader reader, SortKey key, ScanRequest asked) {
        this.reader = reader;
        this.key = key;
        direction = Span.Direction.of(key);
        // Merging needs the keys and, where they are equal, whole values.
        request = new ScanRequest(Projection.ALL, Optional.empty(), asked.search(), asked.types(), true);
    }

    /// Plans the reading of spans, which are sorted by where they start.
    void plan(List<Span> spans, Collection<Work> planned) {
        List<Span> open = new ArrayList<>();
        Encoded from = Encoded.EMPTY;
        int next = 0;
        while (next < spans.size()) {
            int end = endOfSlice(spans, next);
            Encoded to = end < spans.size() ? direction.start(spans.get(end)) : Encoded.EMPTY;
            open.addAll(spans.subList(next, end));
            planned.add(work(List.copyOf(open), from, to));
            open.removeIf(span -> to.isEmpty() || direction.compare(direction.end(span), to) < 0);
            from = to;
            next = end;
        }
    }

    /// Returns how far a slice goes that begins with a span: to where enough have started and another start follows.
    private int endOfSlice(List<Span> spans, int first) {
        long bytes = 0;
        int end = first;
        while (end < spans.size() && (bytes < SLICE_BODY_BYTES
                || direction.start(spans.get(end)).equals(direction.start(spans.get(end - 1))))) {
            bytes += spans.get(end).bodyBytes();
            end++;
        }
        return end;
    }

    /// Merges the values of spans whose keys lie between two prefixes, the first included; empty prefixes are no limits.
    private Work work(List<Span> spans, Encoded from, Encoded to) {
        List<Piece> pieces = Span.pieces(byObject(spans));
        boolean oneObject = spans.stream().map(Span::object).distinct().count() == 1;
        if (oneObject && spans.stream().allMatch(span -> liesWithin(span, from, to))) {
            return () -> reader.read(pieces, request);
        }
        return () -> merge(pieces, from, to);
    }

    private boolean liesWithin(Span span, Encoded from, Encoded to) {
        return (from.isEmpty() || direction.compare(direction.start(span), from) >= 0)
                && (to.isEmpty() || direction.compare(direction.end(span), to) < 0);
    }

    // Sorting is quickest when what is sorted already comes together.
    private static List<Span> byObject(List<Span> spans) {
        Map<DataObject, List<Span>> spansOf = new LinkedHashMap<>();
        spans.forEach(span -> spansOf.computeIfAbsent(span.object(), _ -> new ArrayList<>()).add(span));
        return spansOf.values().stream().flatMap(List::stream).toList();
    }

    private List<Vector> merge(List<Piece> pieces, Encoded from, Encoded to) {
        var buffer = new SortBuffer(key);
        reader.read(pieces, request).forEach(buffer::add);
        SortedValues sorted = buffer.sorted();
        int start = from.isEmpty() ? 0 : firstFrom(sorted, from);
        int end = to.isEmpty() ? sorted.count() : firstFrom(sorted, to);
        return sorted.batches(start, end);
    }

    /// Returns the first position whose key has a prefix that does not come before the given one.
    private int firstFrom(SortedValues sorted, Encoded prefix) {
        int low = 0;
        int high = sorted.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (direction.compare(KeyEncoding.prefix(sorted.key(middle)), prefix) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
