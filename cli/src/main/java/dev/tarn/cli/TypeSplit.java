package dev.tarn.cli;

import dev.tarn.formats.OutputOptions;
import dev.tarn.model.Sink;
import dev.tarn.model.Value;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/// Writes a file for each type of value, named for the value of its field `_path`, or else by number.
final class TypeSplit implements Sink {
    private final Path folder;
    private final String prefix;
    private final String format;
    private final OutputOptions options;
    private final Map<Type, SplitFile> files = new LinkedHashMap<>();
    private final TreeSet<String> names = new TreeSet<>();

    TypeSplit(Path folder, String prefix, String format, OutputOptions options) {
        this.folder = folder;
        this.prefix = prefix;
        this.format = format;
        this.options = options;
    }

    @Override
    public void write(Vector batch) {
        switch (batch) {
            case Mixed mixed -> mixed.parts().forEach(this::writePart);
            case TypedVector part -> writePart(part);
        }
    }

    private void writePart(TypedVector part) {
        if (part.length() == 0) {
            return;
        }
        SplitFile file = files.get(part.type());
        if (file == null) {
            file = SplitFile.create(folder, prefix, name(Value.of(part, 0)), format, options);
            files.put(part.type(), file);
        }
        file.write(part);
    }

    /// A name for the file of values like `first`, which no other file has.
    private String name(Value first) {
        String path = first.field("_path").filter(value -> !value.isNull()).map(TypeSplit::fileName).orElse("");
        String name = path.isEmpty() ? Integer.toString(files.size()) : path;
        for (int i = 1; !names.add(name); i++) {
            name = path + "-" + i;
        }
        return name;
    }

    private static String fileName(Value path) {
        String text = path.toString();
        String bare = text.length() > 1 && text.startsWith("\"") ? text.substring(1, text.length() - 1) : "";
        return bare.contains("/") || bare.startsWith(".") ? "" : bare;
    }

    @Override
    public void close() {
        files.values().forEach(SplitFile::close);
    }
}
