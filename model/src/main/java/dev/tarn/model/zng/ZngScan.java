package dev.tarn.model.zng;

import dev.tarn.model.InputException;
import dev.tarn.model.LimitException;
import dev.tarn.model.Projection;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.TypeFilter;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.View;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/// A scan of ZNG: takes frames off the stream under a lock; frames are decoded on any thread.
///
/// Frames that are small and here already are taken together, so that a stream flushed after every few values does not
/// become as many tiny batches.
final class ZngScan implements Scan {
    // Frames are taken together until they have this many bytes.
    private static final int ENOUGH_BYTES = 64 * 1024;
    // With this much unpacked it is worth the while to bind a library that does it.
    private static final long MANY_BYTES = 512 * 1024;

    private static final byte[] NO_ARENA = {};

    private final FrameInput input;
    private final ScanRequest request;
    private final ZngReadOptions options;
    private final Optional<WantedFields> wanted;
    private final ReentrantLock lock = new ReentrantLock();
    // As many as threads ever decoded at the same time.
    private final ConcurrentLinkedQueue<ValueIndex> indexes = new ConcurrentLinkedQueue<>();
    // What held compressed frames. New memory for each frame would cost as much as a third of decompressing it (2026-11).
    private final ConcurrentLinkedQueue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();

    // Arrays that held frames whose values nobody needs any more.
    private final ConcurrentLinkedQueue<byte[]> arenas = new ConcurrentLinkedQueue<>();

    private TypeNumbers numbers;
    private TypeTable types;
    private long ordinal;
    private boolean valuesBegan;
    private volatile long unpackedBytes;
    private volatile boolean closed;
    // Whether frames in which the search finds nothing can be skipped: as long as there are no types that match by themselves.
    private volatile boolean canSkip;

    ZngScan(FrameInput input, ScanRequest request, ZngReadOptions options) {
        this.input = input;
        this.request = request;
        this.options = options;
        this.numbers = new TypeNumbers(wantedTypes());
        this.types = new TypeTable(numbers);
        this.canSkip = request.search().isPresent();
        this.wanted = request.projection().all()
                ? Optional.empty()
                : Optional.of(WantedFields.of(request.projection()));
    }

    // What is to be checked has to be looked at.
    private Optional<TypeFilter> wantedTypes() {
        return options.validate() ? Optional.empty() : request.types();
    }

    @Override
    public Optional<Morsel> next() {
        lock.lock();
        try {
            var frames = new ArrayList<Frame>(1);
            int size = 0;
            while (!closed && (frames.isEmpty() || size < ENOUGH_BYTES && isSmallFrameNext())) {
                int code = input.readOrEnd();
                if (code < 0) {
                    break;
                }
                var frame = read(code);
                if (frame.isPresent()) {
                    frames.add(frame.get());
                    size += frame.get().size();
                }
            }
            return frames.isEmpty() ? Optional.empty() : Optional.of(new FrameMorsel(ordinal++, frames, size));
        } finally {
            lock.unlock();
        }
    }

    // A control message waits until the values before it were handed out; so do values whose types are numbered anew.
    private boolean isSmallFrameNext() {
        int code = input.bufferedFrame();
        if (code == ZngFormat.END_OF_STREAM) {
            return numbers.count() < TypeNumbers.MANY;
        }
        return code >= 0
                && (kind(code) == ZngFormat.TYPES_FRAME
                        || kind(code) == ZngFormat.VALUES_FRAME
                        || kind(code) == ZngFormat.CONTROL_FRAME && options.control() == ControlHandler.NONE);
    }

    private static int kind(int code) {
        return code >>> ZngFormat.KIND_SHIFT & ZngFormat.KIND_MASK;
    }

    /// Reads a frame whose code was read; returns it if it has values.
    private Optional<Frame> read(int code) {
        long position = input.position() - 1;
        if (code == ZngFormat.END_OF_STREAM) {
            endStream();
            return Optional.empty();
        }
        if ((code & ZngFormat.VERSION_BIT) != 0) {
            throw new InputException("not ZNG: a frame of another version, code " + code + " at byte " + position);
        }
        int kind = kind(code);
        if (kind > ZngFormat.CONTROL_FRAME) {
            throw new InputException("malformed ZNG: unknown kind of frame, code " + code + " at byte " + position);
        }
        var frame = readPayload(code, position);
        switch (kind) {
            case ZngFormat.TYPES_FRAME -> defineTypes(frame);
            case ZngFormat.CONTROL_FRAME -> control(frame);
            default -> {
                if (frame.size() == 0) {
                    return Optional.empty();
                }
                valuesBegan = true;
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    private void endStream() {
        if (numbers.count() >= TypeNumbers.MANY) {
            numbers = new TypeNumbers(wantedTypes());
        }
        types = new TypeTable(numbers);
    }

    private Frame readPayload(int code, long position) {
        long length = readUvarint() << ZngFormat.LENGTH_BITS | code & ZngFormat.LENGTH_MASK;
        if ((code & ZngFormat.COMPRESSED_BIT) == 0) {
            checkSize(length);
            return frame((int) length, false, (int) length, position);
        }
        long headerStart = input.position();
        int format = input.read();
        if (format != ZngFormat.LZ4) {
            throw new InputException("malformed ZNG frame at byte " + position + ": unknown compression format " + format);
        }
        long size = readUvarint();
        checkSize(size);
        length -= input.position() - headerStart;
        if (length < 0 || length > size + size / 255 + 16 || size > 255 * length + 64) {
            throw new InputException(
                    "malformed ZNG frame at byte " + position + ": " + size + " bytes compressed to " + length);
        }
        return frame((int) length, true, (int) size, position);
    }

    private Frame frame(int length, boolean compressed, int size, long position) {
        if (input.hasInPiece(length)) {
            byte[] piece = input.take(length);
            return new Frame(
                    ByteBuffer.wrap(piece), input.taken(), length, compressed, false, size, types.snapshot(), position, !valuesBegan);
        }
        // Only what is copied somewhere else may be overwritten by the next frame.
        var target = compressed ? buffers.poll() : FrameInput.NO_BUFFER;
        var stored = input.readInto(target == null ? FrameInput.NO_BUFFER : target, length, compressed);
        return new Frame(stored, 0, length, compressed, true, size, types.snapshot(), position, !valuesBegan);
    }

    private void unpack(Frame frame, byte[] target, int at) {
        // The sum need not be exact.
        unpackedBytes += frame.size();
        frame.unpack(target, at, unpackedBytes > MANY_BYTES ? NativeLz4.get() : Optional.empty());
    }

    /// Takes back the buffer of a frame that was unpacked.
    private void recycle(Frame frame) {
        if (frame.compressed() && frame.own() && frame.stored().capacity() <= FrameInput.KEPT_BYTES) {
            buffers.add(frame.stored());
        }
    }

    private void checkSize(long size) {
        if (size > options.maxFrameBytes()) {
            throw new LimitException(
                    "zngio: frame length (" + size + ") exceeds maximum allowed (" + options.maxFrameBytes() + ")");
        }
    }

    private long readUvarint() {
        long value = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            int next = input.read();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new InputException("malformed ZNG: a length does not end, at byte " + input.position());
    }

    private void defineTypes(Frame frame) {
        int known = types.count();
        if (frame.compressed()) {
            var payload = new byte[frame.size()];
            unpack(frame, payload, 0);
            recycle(frame);
            types.define(payload, 0, payload.length);
        } else {
            types.define(frame.array(), frame.offset(), frame.size());
        }
        for (int id = known; canSkip && id < types.count(); id++) {
            canSkip = !request.search().get().mayMatchType(types.type(id));
        }
    }

    private void control(Frame frame) {
        if (frame.size() == 0) {
            throw new InputException("malformed ZNG frame at byte " + frame.position() + ": a control message without a format");
        }
        if (options.control() == ControlHandler.NONE) {
            return;
        }
        var payload = new byte[frame.size()];
        unpack(frame, payload, 0);
        var message = new byte[payload.length - 1];
        System.arraycopy(payload, 1, message, 0, message.length);
        options.control().handle(payload[0] & 0xff, message);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            input.close();
        }
    }

    /// Batches, and the array that they lie in if it can be used again.
    private record Decoded(List<Vector> batches, byte[] arena) {}

    private Decoded decode(List<Frame> frames, int size) {
        var index = indexes.poll();
        if (index == null) {
            index = new ValueIndex();
        }
        index.clear();
        var decoded = isCountEnough() ? new Decoded(count(frames, index), NO_ARENA) : decode(frames, size, index);
        indexes.add(index);
        return decoded;
    }

    private boolean isCountEnough() {
        return !request.projection().all() && request.projection().paths().isEmpty() && !options.validate();
    }

    private List<Vector> count(List<Frame> frames, ValueIndex index) {
        for (var frame : frames) {
            if (!frame.compressed()) {
                addUnlessSkipped(index, frame.array(), frame.offset(), frame);
                continue;
            }
            byte[] payload = arena(frame.size());
            unpack(frame, payload, 0);
            recycle(frame);
            addUnlessSkipped(index, payload, 0, frame);
            recycle(payload);
        }
        var batches = new ArrayList<Vector>();
        for (int left = index.count(); left > 0; left -= Vector.BATCH_ROWS) {
            batches.add(Constant.nulls(PrimitiveType.NULL, Math.min(left, Vector.BATCH_ROWS)));
        }
        return batches;
    }

    private Decoded decode(List<Frame> frames, int size, ValueIndex index) {
        var first = frames.getFirst();
        if (frames.size() == 1 && !first.compressed()) {
            addUnlessSkipped(index, first.array(), first.offset(), first);
            return new Decoded(batches(first.array(), first.types(), index), NO_ARENA);
        }
        byte[] arena = arena(size);
        int at = 0;
        for (var frame : frames) {
            unpack(frame, arena, at);
            recycle(frame);
            addUnlessSkipped(index, arena, at, frame);
            at += frame.size();
        }
        if (index.count() == 0) {
            recycle(arena);
            return new Decoded(List.of(), NO_ARENA);
        }
        return new Decoded(batches(arena, first.types(), index), arena);
    }

    private List<Vector> batches(byte[] arena, TypeTable.Snapshot types, ValueIndex index) {
        var batches = request.ordered() ? index.batches(arena, types.numbers()) : index.batchesByType(arena, types.numbers());
        if (options.validate()) {
            batches.forEach(ZngScan::validate);
        }
        wanted.ifPresent(fields -> batches.forEach(batch -> load(fields, batch)));
        return batches;
    }

    private byte[] arena(int size) {
        byte[] used = arenas.poll();
        // Sizes of frames differ a little.
        return used != null && used.length >= size ? used : new byte[size < ENOUGH_BYTES ? size : size + ENOUGH_BYTES / 8];
    }

    private void recycle(byte[] arena) {
        if (arena.length <= FrameInput.KEPT_BYTES) {
            arenas.add(arena);
        }
    }

    private void addUnlessSkipped(ValueIndex index, byte[] payload, int offset, Frame frame) {
        if (!canSkip || request.search().get().mayMatch(payload, offset, frame.size())) {
            index.add(payload, offset, frame);
        }
    }

    private static void load(WantedFields fields, Vector batch) {
        switch (batch) {
            case Rows rows -> fields.load(rows);
            case Mixed mixed -> mixed.parts().forEach(part -> load(fields, part));
            default -> throw new IllegalStateException("a batch of a frame is no rows");
        }
    }

    private static void validate(Vector batch) {
        switch (batch) {
            case Rows rows -> BodyCheck.check(rows);
            case Mixed mixed -> mixed.parts().forEach(ZngScan::validate);
            default -> throw new IllegalStateException("a batch of a frame is no rows");
        }
    }

    private final class FrameMorsel implements Morsel {
        private final long place;
        private final int size;
        // Given up when they are decoded, as their bytes are then used for others.
        private List<Frame> frames;
        private byte[] arena = NO_ARENA;

        FrameMorsel(long place, List<Frame> frames, int size) {
            this.place = place;
            this.frames = frames;
            this.size = size;
        }

        @Override
        public long ordinal() {
            return place;
        }

        @Override
        public List<Vector> decode() {
            if (frames.isEmpty()) {
                throw new IllegalStateException("piece " + place + " is decoded a second time");
            }
            var mine = frames;
            frames = List.of();
            var decoded = ZngScan.this.decode(mine, size);
            arena = decoded.arena();
            return decoded.batches();
        }

        @Override
        public void release() {
            if (arena.length > 0) {
                recycle(arena);
                arena = NO_ARENA;
            }
        }
    }
}
