package dev.tarn.model.zng;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/// Compresses and decompresses LZ4 blocks by the C library that comes with lz4-java.
///
/// The gain is in commands, which end about when a loop in Java is as fast as it will be: `count()` over 173 MB took 1.30 s of
/// CPU with [Lz4Block] alone and 0.65 s with this (2026-11). So it is for large inputs, and [Lz4Block] does all else: small ones, what is
/// malformed, and everything where the library cannot be loaded. Compressing takes less than half of what it takes there; the block may
/// differ in size by some percent.
///
/// It is called by JNI: binding the same function by `java.lang.foreign` took 0.07 s of CPU more, as the JDK writes and links twenty
/// classes for that in every start.
final class NativeLz4 {
    private static final AtomicBoolean ASKED_FOR = new AtomicBoolean();
    private static volatile Optional<NativeLz4> loaded = Optional.empty();

    private final LZ4Compressor compressor;
    private final LZ4SafeDecompressor decompressor;

    private NativeLz4(LZ4Factory factory) {
        compressor = factory.fastCompressor();
        decompressor = factory.safeDecompressor();
    }

    /// Returns the library; empty if there is none for this system, or while another thread loads it.
    static Optional<NativeLz4> get() {
        if (!ASKED_FOR.get() && ASKED_FOR.compareAndSet(false, true)) {
            loaded = load();
        }
        return loaded;
    }

    private static Optional<NativeLz4> load() {
        // Without the permission the JVM would print a warning, of which nobody could make anything.
        if (!NativeLz4.class.getModule().isNativeAccessEnabled()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NativeLz4(LZ4Factory.nativeInstance()));
        } catch (LinkageError | RuntimeException _) {
            // No library for this system, or a temporary folder that nothing may be loaded from: it goes without.
            return Optional.empty();
        }
    }

    /// Compresses a range of an array into the beginning of another, as [Lz4Block#compress] does.
    int compress(byte[] from, int offset, int length, byte[] to, int maxLength) {
        try {
            int written = compressor.compress(from, offset, length, to, 0, maxLength);
            return written < length ? written : 0;
        } catch (LZ4Exception _) {
            // It would be longer than it may be.
            return 0;
        }
    }

    /// Decompresses a block; returns false if it is malformed or has another length than it should.
    boolean decompress(ByteBuffer from, int offset, int length, byte[] to, int toOffset, int toLength) {
        try {
            return decompressor.decompress(from, offset, length, ByteBuffer.wrap(to), toOffset, toLength) == toLength;
        } catch (LZ4Exception _) {
            return false;
        }
    }
}
