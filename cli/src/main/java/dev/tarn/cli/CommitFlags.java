package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.lake.CommitMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The flags that say who commits, and why.
final class CommitFlags {
    private final Flag<String> user;
    private final Flag<String> message;
    private final Flag<String> meta;

    CommitFlags(FlagSet flags) {
        user = flags.text("user", "", "author of the commit (env ZED_USER; otherwise the user and the host)");
        message = flags.text("message", "", "commit message");
        meta = flags.text("meta", "", "a value in ZSON to keep with the commit");
    }

    /// Returns what the flags and the environment say.
    CommitMessage message(Invocation invocation) {
        return new CommitMessage(user.value().isEmpty() ? author(invocation) : user.value(), message.value(), meta.value());
    }

    /// Returns who the user is, as commits show it.
    static String author(Invocation invocation) {
        String said = invocation.environment().getOrDefault("ZED_USER", "");
        return said.isEmpty() ? System.getProperty("user.name") + "@" + host() : said;
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            // Not Linux; a commit needs an author, not this host's name.
            return "localhost";
        }
    }
}
