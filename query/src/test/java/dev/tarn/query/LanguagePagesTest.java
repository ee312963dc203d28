package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.query.aggregate.Aggregates;
import dev.tarn.query.aggregate.ValueLimit;
import dev.tarn.query.function.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every function and every aggregate has a page with an example that is run, a line in the list of all, and a spec; and there is no
/// page of one that does not exist.
class LanguagePagesTest {
    private static final Path PAGES = Path.of("../docs/language");
    private static final Path SPECS = Path.of("src/test/spec");

    @Test
    void functions() throws IOException {
        var names = new TreeSet<>(Functions.names());
        names.addAll(List.of("grep", "map"));
        check("function", names);
    }

    @Test
    void aggregates() throws IOException {
        check("aggregate", Aggregates.names());
    }

    @Test
    void everyAggregateHasItsState() {
        for (var name : Aggregates.names()) {
            assertTrue(Aggregates.accumulator(name, ValueLimit.NONE).sizeBytes() >= 0, name);
        }
    }

    private static void check(String kind, Collection<String> names) throws IOException {
        var folder = PAGES.resolve(kind + "s");
        String index = Files.readString(folder.resolve("README.md"));
        var lacking = new TreeSet<String>();
        for (var name : names) {
            var page = folder.resolve(name + ".md");
            if (!Files.exists(page) || !Files.readString(page).contains("```mdtest-command")) {
                lacking.add(name + ": no page with an example");
            }
            if (!index.contains("(" + name + ".md)")) {
                lacking.add(name + ": not in the list");
            }
            if (!hasSpec(SPECS.resolve(kind).resolve(name))) {
                lacking.add(name + ": no spec");
            }
        }
        assertEquals(Set.of(), lacking);
        try (var pages = Files.list(folder)) {
            var others = pages.map(page -> page.getFileName().toString().replace(".md", ""))
                    .filter(name -> !name.equals("README") && !names.contains(name))
                    .collect(Collectors.toSet());
            assertTrue(others.isEmpty(), () -> "pages of what does not exist: " + others);
        }
    }

    private static boolean hasSpec(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var specs = Files.list(folder)) {
            return specs.anyMatch(spec -> spec.toString().endsWith(".yaml"));
        }
    }
}
