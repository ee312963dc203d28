package dev.tarn.bpf.sys;

import dev.tarn.model.UnsupportedException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Maps memory of maps that the kernel shares with us.
final class SharedMemory {
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int SHARED = 1;

    /// What may be done with the memory.
    enum Access {
        /// Read it.
        READ,
        /// Read and write it.
        WRITE
    }

    private SharedMemory() {}

    /// Maps a part of a map.
    ///
    /// @param offset where the part begins, a multiple of the page size
    /// @param arena ends the mapping
    /// @throws UnsupportedException if the kernel refuses
    static MemorySegment map(BpfMap map, long length, Access access, long offset, Arena arena) {
        return map("map " + map.name(), map.descriptor(), length, access, offset, arena);
    }

    /// Maps a part of what a descriptor stands for.
    ///
    /// @param what what messages call it
    @SuppressWarnings("restricted")
    static MemorySegment map(String what, int descriptor, long length, Access access, long offset, Arena arena) {
        int protection = access == Access.WRITE ? READ | WRITE : READ;
        long address = Libc.calls().mmap(null, length, protection, SHARED, descriptor, offset);
        if (address == -1) {
            throw new UnsupportedException(Libc.failure("mapping " + length + " bytes of " + what));
        }
        return MemorySegment.ofAddress(address).reinterpret(length, arena, segment -> Libc.calls().munmap(segment.address(), length));
    }
}
