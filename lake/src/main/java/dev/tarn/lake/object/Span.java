package dev.tarn.lake.object;

import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Encoded;
import dev.tarn.lake.object.ObjectReader.Piece;
import dev.tarn.model.SortKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A piece of an object together with its range of keys.
///
/// @param piece what to read
/// @param minimum the prefix of the least key
/// @param maximum the prefix of the greatest key
/// @param bodyBytes about how many bytes its values have without compression
record Span(Piece piece, Encoded minimum, Encoded maximum, long bodyBytes) {
    // What is not known without reading the seek index; it only weighs how much is read together.
    private static final int USUAL_COMPRESSION = 4;

    static Span whole(DataObject object) {
        return new Span(Piece.whole(object), object.minimum().prefix(), object.maximum().prefix(),
                object.sizeBytes() * USUAL_COMPRESSION);
    }

    static Span of(DataObject object, SeekIndex.Segment segment) {
        return new Span(new Piece(object, List.of(segment)), segment.minimum(), segment.maximum(), segment.bodyBytes());
    }

    DataObject object() {
        return piece.object();
    }

    /// Returns what to read for spans, in their order: neighbours in one object at once.
    static List<Piece> pieces(List<Span> spans) {
        List<Piece> pieces = new ArrayList<>();
        for (Span span : spans) {
            if (!pieces.isEmpty() && pieces.getLast().isFollowedBy(span.piece)) {
                pieces.add(pieces.removeLast().and(span.piece));
            } else {
                pieces.add(span.piece);
            }
        }
        return pieces;
    }

    /// The two ends of spans as a pool meets them: from the greatest keys on if it is descending.
    ///
    /// @param descending whether the pool is descending
    record Direction(boolean descending) {
        static Direction of(SortKey key) {
            return new Direction(key.direction() == SortKey.Direction.DESCENDING);
        }

        Encoded start(Span span) {
            return descending ? span.maximum : span.minimum;
        }

        Encoded end(Span span) {
            return descending ? span.minimum : span.maximum;
        }

        Encoded start(DataObject object) {
            return (descending ? object.maximum() : object.minimum()).prefix();
        }

        Encoded end(DataObject object) {
            return (descending ? object.minimum() : object.maximum()).prefix();
        }

        /// Compares two prefixes: negative if the first comes first in the pool.
        int compare(Encoded a, Encoded b) {
            return descending ? b.compareTo(a) : a.compareTo(b);
        }

        /// Orders spans by where they start. The sort has to be stable: segments of an object that are all of one key stay
        /// in their order.
        Comparator<Span> byStart() {
            return (a, b) -> compare(start(a), start(b));
        }
    }
}
