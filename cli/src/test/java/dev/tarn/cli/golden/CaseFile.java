package dev.tarn.cli.golden;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// The YAML of a case. Nothing is guessed from how a scalar looks: `1`, `no` and `~` are texts, as the cases are written for.
final class CaseFile {

    /// A file that a script finds or leaves.
    ///
    /// @param name its name, or `stdin`, `stdout`, `stderr`
    /// @param data its content, or what it must be; none if `pattern` says it
    /// @param pattern what its content must match; empty if not given
    record Content(String name, Optional<byte[]> data, String pattern) {
    }

    private static final class OnlyMerge extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
        }
    }

    private final Path file;
    private final Map<?, ?> root;

    private CaseFile(Path file, Map<?, ?> root) {
        this.file = file;
        this.root = root;
    }

    /// Reads a file; empty if it has another form, which is for a test of its own module.
    static Optional<CaseFile> read(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(64 << 20);
        Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(new DumperOptions()), new DumperOptions(), options,
            new OnlyMerge());
        try (Reader reader = Files.newBufferedReader(file)) {
            return yaml.load(reader) instanceof Map<?, ?> map && (map.containsKey("zed") || map.containsKey("script"))
                ? Optional.of(new CaseFile(file, map)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String key) {
        return root.containsKey(key);
    }

    String text(String key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    byte[] bytes(String key) {
        return toBytes(root.get(key));
    }

    List<String> words(String key) {
        String text = text(key).strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object item : list(key)) {
            texts.add(item.toString());
        }
        return texts;
    }

    List<Content> files(String key) {
        List<Content> files = new ArrayList<>();
        for (Object item : list(key)) {
            if (!(item instanceof Map<?, ?> map) || !(map.get("name") instanceof String name)) {
                throw new IllegalArgumentException(file + ": each of " + key + " needs a name");
            }
            if (map.get("regexp") instanceof String pattern) {
                files.add(new Content(name, Optional.empty(), pattern));
            } else if (map.containsKey("data")) {
                files.add(new Content(name, Optional.of(toBytes(map.get("data"))), ""));
            } else {
                String source = source(map, name);
                if (optional(map) && !Files.exists(file.resolveSibling(source))) {
                    continue;
                }
                files.add(new Content(name, Optional.of(readBeside(source)), ""));
            }
        }
        return files;
    }

    /// Names an input that is `optional: true` and not there, which is a reason to skip the case.
    Optional<String> absentInput() {
        return list("inputs").stream()
            .filter(item -> item instanceof Map<?, ?> map && optional(map) && !Files.exists(file.resolveSibling(source(map, ""))))
            .map(item -> source((Map<?, ?>) item, ""))
            .findFirst();
    }

    private static boolean optional(Map<?, ?> input) {
        return "true".equals(String.valueOf(input.get("optional")));
    }

    private static String source(Map<?, ?> input, String name) {
        return input.get("source") instanceof String given ? given : name;
    }

    private List<?> list(String key) {
        return root.get(key) instanceof List<?> list ? list : List.of();
    }

    private byte[] readBeside(String source) {
        try {
            return Files.readAllBytes(file.resolveSibling(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] toBytes(Object scalar) {
        return switch (scalar) {
            case null -> new byte[0];
            case byte[] bytes -> bytes;
            default -> scalar.toString().getBytes(StandardCharsets.UTF_8);
        };
    }
}
