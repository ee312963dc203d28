package dev.tarn.ingest;

import dev.tarn.lake.catalog.Id;
import dev.tarn.model.ConflictException;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zng.ZngWriteOptions;
import dev.tarn.model.zng.ZngWriter;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// The files of a [SpooledWriter].
///
///     stream              what the series of batches is called
///     acknowledged        the commit of the last batch that was answered, or of the branch before the first one was sent
///     NUMBER.zng          a batch, complete and synced
///     lock                locked by the writer
///
/// Used by any thread.
final class SpoolFolder implements AutoCloseable {
    private static final String BATCH = ".zng";
    private static final String UNFINISHED = ".part";

    private final Path path;
    private final FileChannel channel;
    private final String stream;
    // Sizes by number.
    private final TreeMap<Long, Long> batches = new TreeMap<>();
    private Optional<Id> acknowledged;
    private long next;

    private SpoolFolder(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.stream = text("stream").orElseGet(() -> put("stream", UUID.randomUUID().toString()));
        this.acknowledged = text("acknowledged").flatMap(Id::parse);
        try (var files = Files.newDirectoryStream(path, "*" + BATCH)) {
            for (var file : files) {
                String name = file.getFileName().toString();
                batches.put(Long.parseLong(name.substring(0, name.length() - BATCH.length())), Files.size(file));
            }
        }
        // Numbers are never used again, whatever was sent before.
        this.next = Math.max(text("next").map(Long::parseLong).orElse(1L), batches.isEmpty() ? 1 : batches.lastKey() + 1);
    }

    static SpoolFolder open(Path path) {
        try {
            Files.createDirectories(path);
            var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel).isEmpty()) {
                channel.close();
                throw new ConflictException(path + ": another process sends from this folder");
            }
            return new SpoolFolder(path, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private Optional<String> text(String name) throws IOException {
        var file = path.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    private String put(String name, String text) {
        try {
            var part = path.resolve(name + UNFINISHED);
            try (var file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                file.write(java.nio.ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
                file.force(true);
            }
            Files.move(part, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String stream() {
        return stream;
    }

    /// Writes a batch and returns its number.
    synchronized long add(List<Vector> vectors) {
        long number = next++;
        put("next", Long.toString(next));
        var part = path.resolve(number + UNFINISHED);
        try {
            try (var file = new FileOutputStream(part.toFile()); var out = new BufferedOutputStream(file, 1 << 16)) {
                var writer = new ZngWriter(out, ZngWriteOptions.DEFAULT);
                vectors.forEach(writer::write);
                writer.close();
                out.flush();
                file.getChannel().force(true);
            }
            Files.move(part, file(number), StandardCopyOption.ATOMIC_MOVE);
            batches.put(number, Files.size(file(number)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return number;
    }

    Path file(long number) {
        return path.resolve(number + BATCH);
    }

    synchronized Optional<Long> oldest() {
        return batches.isEmpty() ? Optional.empty() : Optional.of(batches.firstKey());
    }

    synchronized int count() {
        return batches.size();
    }

    synchronized long bytes() {
        return batches.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized Optional<Id> acknowledged() {
        return acknowledged;
    }

    synchronized void acknowledge(Id commit) {
        if (acknowledged.isEmpty() || !acknowledged.get().equals(commit)) {
            put("acknowledged", commit.toString());
            acknowledged = Optional.of(commit);
        }
    }

    synchronized void remove(long number) {
        try {
            Files.deleteIfExists(file(number));
            batches.remove(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
