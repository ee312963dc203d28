package dev.tarn.lake.object;

import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Extent;
import dev.tarn.model.CorruptException;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zng.ZngReadOptions;
import dev.tarn.model.zng.ZngSource;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads objects and checks that they are what was written. May be used by any thread.
final class ObjectReader {
    // An object up to this length is read at once, its seek index with it; unless it has many values, well compressed.
    static final int SMALL_BYTES = 256 * 1024;
    private static final int SMALL_COUNT = 4 * Vector.BATCH_ROWS;

    private final Packs packs;

    ObjectReader(Packs packs) {
        this.packs = packs;
    }

    /// Some values of one object that lie together.
    ///
    /// @param object the object
    /// @param segments the segments, neighbours of each other; empty for a small object as a whole, whose seek index has not
    ///     been read yet
    record Piece(DataObject object, List<SeekIndex.Segment> segments) {
        Piece {
            segments = List.copyOf(segments);
        }

        static Piece whole(DataObject object) {
            return new Piece(object, List.of());
        }

        boolean isWhole() {
            return segments.isEmpty();
        }

        boolean isFollowedBy(Piece other) {
            return !isWhole() && !other.isWhole() && object.equals(other.object)
                    && segments.getLast().offset() + segments.getLast().length() == other.segments.getFirst().offset();
        }

        Piece and(Piece next) {
            List<SeekIndex.Segment> all = new ArrayList<>(segments);
            all.addAll(next.segments);
            return new Piece(object, all);
        }

        long storedBytes() {
            return isWhole() ? object.sizeBytes() : segments.stream().mapToLong(SeekIndex.Segment::length).sum();
        }
    }

    /// Returns whether the object should be read as a whole.
    static boolean isSmall(DataObject object) {
        return object.extent().dataLength() + object.extent().indexLength() <= SMALL_BYTES && object.count() <= SMALL_COUNT;
    }

    /// Reads the seek index of an object.
    ///
    /// @throws CorruptException if it is not what was written
    SeekIndex index(DataObject object) {
        Extent extent = object.extent();
        return index(object, packs.read(extent.pack(), extent.indexOffset(), extent.indexLength()));
    }

    private SeekIndex index(DataObject object, byte[] bytes) {
        Extent extent = object.extent();
        check(object, extent.indexOffset(), bytes, 0, bytes.length, extent.indexChecksum());
        return SeekIndex.decode(bytes, subject(object) + " at byte " + extent.indexOffset());
    }

    private String subject(DataObject object) {
        return packs.file(object.extent().pack()) + ": object " + object.id();
    }

    private void check(DataObject object, long place, byte[] bytes, int offset, int length, int expected) {
        int found = Blob.checksum(bytes, offset, length);
        if (found != expected) {
            throw new CorruptException("%s is corrupt at byte %d: checksum of %d bytes is %08x, expected %08x"
                    .formatted(subject(object), place, length, found, expected));
        }
    }

    /// Reads pieces, one after another, and decodes them as the request asks.
    ///
    /// @throws CorruptException if they are not what was written
    List<Vector> read(List<Piece> pieces, ScanRequest request) {
        List<byte[]> parts = new ArrayList<>();
        for (Piece piece : pieces) {
            parts.add(piece.isWhole() ? readWhole(piece.object()) : readSegments(piece));
        }
        return decode(parts.size() == 1 ? parts.getFirst() : concatenated(parts), request);
    }

    private byte[] readWhole(DataObject object) {
        Extent extent = object.extent();
        int dataLength = Math.toIntExact(extent.dataLength());
        byte[] bytes = packs.read(extent.pack(), extent.offset(), dataLength + extent.indexLength());
        SeekIndex index = index(object, Arrays.copyOfRange(bytes, dataLength, bytes.length));
        byte[] data = Arrays.copyOf(bytes, dataLength);
        for (SeekIndex.Segment segment : index.segments()) {
            check(object, extent.offset() + segment.offset(), data, Math.toIntExact(segment.offset()), segment.length(),
                    segment.checksum());
        }
        return data;
    }

    private byte[] readSegments(Piece piece) {
        Extent extent = piece.object().extent();
        long start = piece.segments().getFirst().offset();
        byte[] bytes = packs.read(extent.pack(), extent.offset() + start, Math.toIntExact(piece.storedBytes()));
        for (SeekIndex.Segment segment : piece.segments()) {
            check(piece.object(), extent.offset() + segment.offset(), bytes, Math.toIntExact(segment.offset() - start),
                    segment.length(), segment.checksum());
        }
        return bytes;
    }

    private static byte[] concatenated(List<byte[]> parts) {
        byte[] all = new byte[parts.stream().mapToInt(part -> part.length).reduce(0, Math::addExact)];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static List<Vector> decode(byte[] streams, ScanRequest request) {
        List<Vector> batches = new ArrayList<>();
        var source = ZngSource.of(new ByteArrayInputStream(streams), ZngReadOptions.DEFAULT);
        try (Scan scan = source.open(request)) {
            for (Optional<Scan.Morsel> morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                batches.addAll(morsel.get().decode());
            }
        }
        return batches;
    }
}
