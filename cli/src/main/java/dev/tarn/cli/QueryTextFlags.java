package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.query.parse.QueryText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The flags that add to the text of a query and tell about its run.
final class QueryTextFlags {
    private final Flag<List<String>> files;
    private final Flag<Boolean> statistics;
    private final Flag<Boolean> explain;

    QueryTextFlags(FlagSet flags) {
        files = flags.texts("I", "file with text to put before the query (may be given many times)");
        statistics = flags.toggle("s", false, "print on stderr how much was read");
        explain = flags.toggle("explain", false, "print how the query is run instead of running it");
    }

    /// Tells whether there are files with text.
    boolean hasFiles() {
        return !files.value().isEmpty();
    }

    /// Tells whether statistics are wanted.
    boolean statistics() {
        return statistics.value();
    }

    /// Tells whether the plan is wanted, and no answer.
    boolean explain() {
        return explain.value();
    }

    /// Puts a query together.
    ///
    /// @param query the text on the command line; empty if there is none and the files are all
    /// @throws UsageException if a file cannot be read
    QueryText text(Optional<String> query, Invocation invocation) throws UsageException {
        Optional<QueryText> text = Optional.empty();
        for (String file : files.value()) {
            String content = read(file, invocation);
            text = Optional.of(text.map(before -> before.withFile(file, content)).orElseGet(() -> QueryText.ofFile(file, content)));
        }
        if (text.isEmpty()) {
            return QueryText.of(query.orElse("*"));
        }
        QueryText included = text.get();
        return query.map(included::withQuery).orElse(included);
    }

    private static String read(String file, Invocation invocation) throws UsageException {
        Path path = invocation.resolve(file);
        try {
            if (Files.isDirectory(path)) {
                throw new UsageException("read " + file + ": is a directory");
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new UsageException("open " + file + ": no such file or directory");
        } catch (IOException e) {
            throw new UsageException("read " + file + ": " + e.getMessage());
        }
    }
}
