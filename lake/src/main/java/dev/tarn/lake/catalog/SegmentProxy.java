package dev.tarn.lake.catalog;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Comparator;
import jnr.ffi.Pointer;
import org.lmdbjava.BufferProxy;

/// Lets LMDB read keys from memory segments and hand out keys and values as memory segments, without copies and without
/// opening the JDK's own packages.
///
/// A segment that LMDB hands out lies in its map and is only valid inside the transaction.
final class SegmentProxy extends BufferProxy<MemorySegment> {
    // An MDB_val is a size_t length followed by a pointer.
    private static final int ADDRESS_OFFSET = Long.BYTES;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

    @Override
    protected MemorySegment allocate() {
        return MemorySegment.NULL;
    }

    @Override
    protected void deallocate(MemorySegment segment) {
        // Nothing was allocated.
    }

    @Override
    protected byte[] getBytes(MemorySegment segment) {
        return segment.toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    protected Comparator<MemorySegment> getSignedComparator() {
        return SegmentProxy::compare;
    }

    @Override
    protected Comparator<MemorySegment> getUnsignedComparator() {
        return SegmentProxy::compare;
    }

    private static int compare(MemorySegment a, MemorySegment b) {
        long at = a.mismatch(b);
        if (at < 0) {
            return 0;
        }
        if (at == a.byteSize() || at == b.byteSize()) {
            return Long.compare(a.byteSize(), b.byteSize());
        }
        return Byte.compareUnsigned(a.get(ValueLayout.JAVA_BYTE, at), b.get(ValueLayout.JAVA_BYTE, at));
    }

    @Override
    protected Pointer in(MemorySegment segment, Pointer mdbVal) {
        MemorySegment target = mdbVal(mdbVal);
        target.set(WORD, 0, segment.byteSize());
        target.set(WORD, ADDRESS_OFFSET, segment.address());
        return null;
    }

    @Override
    protected Pointer in(MemorySegment segment, int size, Pointer mdbVal) {
        MemorySegment target = mdbVal(mdbVal);
        target.set(WORD, 0, (long) size);
        target.set(WORD, ADDRESS_OFFSET, segment.address());
        return null;
    }

    @Override
    @SuppressWarnings("restricted")
    protected MemorySegment out(MemorySegment segment, Pointer mdbVal) {
        MemorySegment source = mdbVal(mdbVal);
        return MemorySegment.ofAddress(source.get(WORD, ADDRESS_OFFSET)).reinterpret(source.get(WORD, 0));
    }

    @SuppressWarnings("restricted")
    private static MemorySegment mdbVal(Pointer pointer) {
        return MemorySegment.ofAddress(pointer.address()).reinterpret(2 * Long.BYTES);
    }
}
