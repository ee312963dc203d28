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

    // Through jnr's pointers and not through segments: the handles that those need are made anew in every JVM, which takes time.
    @Override
    protected Pointer in(MemorySegment segment, Pointer mdbVal) {
        return in(segment, Math.toIntExact(segment.byteSize()), mdbVal);
    }

    @Override
    protected Pointer in(MemorySegment segment, int size, Pointer mdbVal) {
        mdbVal.putLong(0, size);
        mdbVal.putLong(ADDRESS_OFFSET, segment.address());
        return null;
    }

    @Override
    @SuppressWarnings("restricted")
    protected MemorySegment out(MemorySegment segment, Pointer mdbVal) {
        return MemorySegment.ofAddress(mdbVal.getLong(ADDRESS_OFFSET)).reinterpret(mdbVal.getLong(0));
    }
}
