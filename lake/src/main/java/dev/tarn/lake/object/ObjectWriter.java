package dev.tarn.lake.object;

import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Encoded;
import dev.tarn.lake.catalog.Extent;
import dev.tarn.lake.catalog.Id;
import dev.tarn.lake.catalog.KeyBound;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.model.SortKey;
import dev.tarn.model.Value;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.zng.ZngWriteOptions;
import dev.tarn.model.zng.ZngWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes one object: sorted values as ZNG, cut into segments, with their seek index. Used by one thread.
final class ObjectWriter implements AutoCloseable {
    // Beyond this an object gets a pack of its own and is not held in memory any more.
    private static final int MAX_SMALL_BYTES = 8 << 20;
    // A pool whose keys are missing or short has few cuts by key bytes, and large segments are read by one thread.
    private static final long MAX_SEGMENT_BODY_BYTES = 16L << 20;

    private final Packs packs;
    private final Pool pool;
    private final Id id = Id.create();
    private final Bytes segmentBytes = new Bytes();
    private final ZngWriter zng = new ZngWriter(segmentBytes, ZngWriteOptions.DEFAULT);
    private final List<SeekIndex.Segment> segments = new ArrayList<>();
    private ByteBuilder data = new ByteBuilder();
    private Optional<LargeObject> large = Optional.empty();
    private long dataLength;

    ObjectWriter(Packs packs, Pool pool) {
        this.packs = packs;
        this.pool = pool;
    }

    /// Lets the array be read without a copy.
    private static final class Bytes extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }
    }

    /// Writes values, at least one, as the whole object, and returns when it is on disk.
    DataObject write(SortedValues values) {
        int start = 0;
        long keyBytes = 0;
        long bodyBytes = 0;
        for (int i = 0; i < values.count(); i++) {
            keyBytes += values.keyBytes(i);
            bodyBytes += values.bodyBytes(i);
            if (keyBytes >= pool.seekStrideBytes() || bodyBytes >= MAX_SEGMENT_BODY_BYTES) {
                writeSegment(values, start, i + 1, bodyBytes);
                start = i + 1;
                keyBytes = 0;
                bodyBytes = 0;
            }
        }
        if (start < values.count()) {
            writeSegment(values, start, values.count(), bodyBytes);
        }
        KeyBound first = KeyEncoding.bound(values.key(0));
        KeyBound last = KeyEncoding.bound(values.key(values.count() - 1));
        return isDescending() ? new DataObject(id, last, first, values.count(), finish())
                : new DataObject(id, first, last, values.count(), finish());
    }

    private boolean isDescending() {
        return pool.key().direction() == SortKey.Direction.DESCENDING;
    }

    private void writeSegment(SortedValues values, int from, int to, long bodyBytes) {
        values.forEachPart(from, to, part -> zng.write(part.batch(), part.from(), part.to()));
        zng.endStream();
        int length = segmentBytes.size();
        Encoded first = prefix(values.key(from));
        Encoded last = prefix(values.key(to - 1));
        segments.add(new SeekIndex.Segment(isDescending() ? last : first, isDescending() ? first : last, to - from,
                dataLength, length, bodyBytes, Blob.checksum(segmentBytes.array(), 0, length)));
        put(segmentBytes.array(), length);
        segmentBytes.reset();
    }

    private static Encoded prefix(Value key) {
        return KeyEncoding.prefix(key);
    }

    private void put(byte[] bytes, int length) {
        dataLength += length;
        if (large.isEmpty() && dataLength > MAX_SMALL_BYTES) {
            large = Optional.of(packs.begin(id));
            large.get().write(data.array(), 0, data.length());
            data = new ByteBuilder();
        }
        if (large.isPresent()) {
            large.get().write(bytes, 0, length);
        } else {
            data.put(bytes, 0, length);
        }
    }

    private Extent finish() {
        byte[] index = new SeekIndex(segments).encode();
        return large.isPresent() ? large.get().finish(index) : packs.append(id, data.toBytes(), index);
    }

    @Override
    public void close() {
        large.ifPresent(LargeObject::close);
    }
}
