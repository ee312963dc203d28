package dev.tarn.model.zng;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Compresses and decompresses LZ4 blocks by the C library: the system's own, or the one that comes with aircompressor.
///
/// The gain is in commands, which end about when a loop in Java is as fast as it will be: `count()` over 173 MB took 1.30 s of
/// CPU with [Lz4Block] alone and 0.8 s with this, the 50 ms for binding the library included (2026-11). So it is for large inputs, and
/// [Lz4Block] does all else: small ones, what is malformed, and everything where there is no such library. Compressing takes less than
/// half of what it takes there; the block may differ in size by some percent.
final class NativeLz4 {
    private static final AtomicBoolean ASKED_FOR = new AtomicBoolean();
    private static volatile Optional<NativeLz4> bound = Optional.empty();

    private final MethodHandle compress;
    private final MethodHandle decompress;

    private NativeLz4(MethodHandle compress, MethodHandle decompress) {
        this.compress = compress;
        this.decompress = decompress;
    }

    /// Returns the library; empty if there is none, or while another thread binds it.
    static Optional<NativeLz4> get() {
        if (!ASKED_FOR.get() && ASKED_FOR.compareAndSet(false, true)) {
            bound = bind();
        }
        return bound;
    }

    @SuppressWarnings("restricted")
    private static Optional<NativeLz4> bind() {
        // Without the permission the JVM would print a warning, of which nobody could make anything.
        if (!NativeLz4.class.getModule().isNativeAccessEnabled()) {
            return Optional.empty();
        }
        try {
            var library = library();
            var compress = library.find("LZ4_compress_default");
            var decompress = library.find("LZ4_decompress_safe");
            if (compress.isEmpty() || decompress.isEmpty()) {
                return Optional.empty();
            }
            // int f(const char *from, char *to, int fromLength, int toLength)
            var type = FunctionDescriptor.of(ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            // A critical call sees arrays where they are, instead of copies of them.
            var linker = Linker.nativeLinker();
            return Optional.of(new NativeLz4(
                    linker.downcallHandle(compress.get(), type, Linker.Option.critical(true)),
                    linker.downcallHandle(decompress.get(), type, Linker.Option.critical(true))));
        } catch (IOException | IllegalArgumentException | UnsatisfiedLinkError | UnsupportedOperationException _) {
            // No library for this system, or a temporary folder that nothing may be loaded from: it goes without.
            return Optional.empty();
        }
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup library() throws IOException {
        try {
            return SymbolLookup.libraryLookup("liblz4.so.1", Arena.global());
        } catch (IllegalArgumentException _) {
            return bundledLibrary();
        }
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup bundledLibrary() throws IOException {
        boolean isMac = System.getProperty("os.name").startsWith("Mac");
        var name = "/aircompressor/" + (isMac ? "macos-" : "linux-")
                + System.getProperty("os.arch").toLowerCase(Locale.ROOT) + (isMac ? "/liblz4.dylib" : "/liblz4.so");
        try (InputStream in = io.airlift.compress.v3.lz4.Lz4Decompressor.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no library " + name);
            }
            var file = Files.createTempFile("tarn-lz4-", ".so");
            try {
                Files.write(file, in.readAllBytes());
                return SymbolLookup.libraryLookup(file, Arena.global());
            } finally {
                Files.delete(file);
            }
        }
    }

    /// Compresses a range of an array into the beginning of another, as [Lz4Block#compress] does.
    int compress(byte[] from, int offset, int length, byte[] to, int maxLength) {
        try {
            int written = (int) compress.invokeExact(
                    MemorySegment.ofArray(from).asSlice(offset, length), MemorySegment.ofArray(to), length, maxLength);
            return written < length ? written : 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("calling LZ4_compress_default", e);
        }
    }

    /// Decompresses a block; returns false if it is malformed or has another length than it should.
    boolean decompress(byte[] from, int offset, int length, byte[] to, int toOffset, int toLength) {
        try {
            int written = (int) decompress.invokeExact(
                    MemorySegment.ofArray(from).asSlice(offset, length), MemorySegment.ofArray(to).asSlice(toOffset, toLength),
                    length, toLength);
            return written == toLength;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("calling LZ4_decompress_safe", e);
        }
    }
}
