package dev.tarn.ingest;

import dev.tarn.model.LimitException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// How much disk a lake that keeps growing may take, and how much must stay free for everybody else.
///
/// @param directory the folder of the lake
/// @param maxBytes how many bytes the files in it may have together
/// @param minFreeBytes how many bytes its file system must have left
public record DiskBudget(Path directory, long maxBytes, long minFreeBytes) {
    /// The largest lake unless told otherwise: 2 GB.
    public static final long DEFAULT_MAX_BYTES = 2_000_000_000L;
    /// What must stay free unless told otherwise: 200 MB.
    public static final long DEFAULT_MIN_FREE_BYTES = 200_000_000L;

    /// Returns the usual budget of a lake.
    public static DiskBudget of(Path directory) {
        return new DiskBudget(directory, DEFAULT_MAX_BYTES, DEFAULT_MIN_FREE_BYTES);
    }

    /// Returns this budget with another size of the lake.
    public DiskBudget withMaxBytes(long newMaxBytes) {
        return new DiskBudget(directory, newMaxBytes, minFreeBytes);
    }

    /// Checks that there is room for more.
    ///
    /// @throws LimitException if there is none; the message says which limit it is and what to do
    public void check() {
        long used = usedBytes();
        if (used > maxBytes) {
            throw new LimitException("the lake " + directory + " has " + megabytes(used) + " and may have "
                    + megabytes(maxBytes) + ": recording stops (allow more, or drop a pool)");
        }
        long free = freeBytes();
        if (free < minFreeBytes) {
            throw new LimitException("the disk of " + directory + " has only " + megabytes(free) + " left, and "
                    + megabytes(minFreeBytes) + " must stay free: recording stops (make room)");
        }
    }

    /// Returns how many bytes the lake has in files.
    public long usedBytes() {
        long[] total = new long[1];
        try (var files = Files.walk(directory)) {
            files.filter(Files::isRegularFile).forEach(file -> total[0] += sizeBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return total[0];
    }

    private static long sizeBytes(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            // Vacuumed meanwhile.
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long freeBytes() {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + " MB";
    }
}
