package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import dev.tarn.formats.Formats;
import dev.tarn.formats.InputOptions;
import dev.tarn.ingest.lines.LineFormat;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.Source;
import dev.tarn.model.UnsupportedException;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Finds what the input of a command line or a query names: files, `-` for standard input, and URLs.
///
/// @param invocation where paths start, and standard input
/// @param format the format of data whose format is not given otherwise
/// @param options how data is read
record Inputs(Invocation invocation, String format, InputOptions options) {
    /// The name of standard input among files.
    static final String STDIN = "-";

    private static final Pattern URL = Pattern.compile("(https?|s3|gs)://.*");

    /// Tells whether a name is a URL of a kind that is read over the network.
    static boolean isUrl(String name) {
        // Most names have no colon, and a start of the program should not pay for a pattern.
        return name.indexOf(':') > 0 && URL.matcher(name).matches();
    }

    /// Tells whether an argument names input rather than being a query.
    boolean exists(String name) {
        return name.equals(STDIN) || isUrl(name) || isFile(name);
    }

    private boolean isFile(String name) {
        // No file name is that long, and a query may be anything, even what is no path at all.
        if (name.isEmpty() || name.length() > 4096 || name.indexOf('\0') >= 0) {
            return false;
        }
        Path path = invocation.resolve(name);
        return Files.exists(path) && !Files.isDirectory(path);
    }

    /// Returns the values of what `name` names, in this format.
    ///
    /// @throws NotFoundException if there is no such file
    Source source(String name) {
        return source(name, format);
    }

    /// Returns the values of what `name` names, in a format of its own.
    ///
    /// @throws NotFoundException if there is no such file
    Source source(String name, String itsFormat) {
        var lines = LineFormat.named(itsFormat);
        if (lines.isPresent() && !isUrl(name)) {
            return new NamedSource(name.equals(STDIN) ? "stdio:stdin" : name,
                request -> lines.get().open(name.equals(STDIN) ? invocation.in() : open(existing(name))).open(request));
        }
        if (name.equals(STDIN)) {
            return new NamedSource("stdio:stdin", Formats.open(itsFormat, invocation.in(), options));
        }
        if (isUrl(name)) {
            if (!name.startsWith("http")) {
                throw new UnsupportedException(name + ": only files and http URLs can be read yet");
            }
            return new NamedSource(name, new HttpSource(HttpSource.Request.get(name), itsFormat, options));
        }
        Path path = existing(name);
        // Refused now, before anything is read.
        Formats.open(itsFormat, InputStream.nullInputStream(), options);
        return new NamedSource(name, request -> Formats.open(itsFormat, open(path), options).open(request));
    }

    private Path existing(String name) {
        Path path = invocation.resolve(name.startsWith("file://") ? name.substring("file://".length()) : name);
        if (!Files.exists(path)) {
            throw new NotFoundException(name + ": " + path.normalize().toUri() + ": file does not exist");
        }
        return path;
    }

    // What the kernel writes while it is read, as in /proc, says that it has no length, and refuses to be asked for it when some
    // of it was read.
    private static boolean hasPlaces(Path path) {
        try {
            return !Files.isRegularFile(path) || Files.size(path) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file that can be read from its beginning to its end and no other way.
    private static final class PlacelessFile extends FilterInputStream {
        PlacelessFile(InputStream file) {
            super(file);
        }

        @Override
        public int available() {
            return 0;
        }
    }

    private static InputStream open(Path path) {
        if (Files.isDirectory(path)) {
            throw new UnsupportedException("is a directory");
        }
        try {
            // A stream of a file that can also be read at any place, if the file has places.
            var stream = new FileInputStream(path.toFile());
            return hasPlaces(path) ? stream : new PlacelessFile(stream);
        } catch (FileNotFoundException e) {
            if (Files.exists(path)) {
                throw new UncheckedIOException(new IOException("permission denied", e));
            }
            throw new NotFoundException("file does not exist", e);
        }
    }
}
