package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import dev.tarn.lake.Head;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The file that remembers which pool and branch the user works on.
final class HeadFile {
    private final Path file;

    private HeadFile(Path file) {
        this.file = file;
    }

    /// Returns the file of the user: `.zed_head` in `$ZED_HEAD_DIR` or the home folder.
    static HeadFile of(Invocation invocation) {
        String folder = invocation.environment().getOrDefault("ZED_HEAD_DIR", "");
        String home = invocation.environment().getOrDefault("HOME", "");
        return new HeadFile(invocation.resolve(folder.isEmpty() ? home : folder).resolve(".zed_head"));
    }

    /// Returns what is remembered, if anything is.
    Optional<Head> read() {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(Head.parse(text));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Remembers a pool and branch.
    void write(Head head) {
        try {
            Files.writeString(file, head + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }
}
