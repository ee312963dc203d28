package dev.tarn.cli.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the examples in the documentation, against the built launchers.
class DocumentationIT {

    @TestFactory
    List<DynamicTest> documents() throws Exception {
        Checkout checkout = Checkout.find();
        Launchers.prepare(checkout);
        Map<Path, MarkdownExamples> examples = new LinkedHashMap<>();
        for (Path document : checkout.documents()) {
            MarkdownExamples found = MarkdownExamples.in(document);
            if (!found.isEmpty()) {
                examples.put(document, found);
            }
        }
        Pool<Path> pool = new Pool<>(List.copyOf(examples.keySet()), document -> () -> examples.get(document).run(checkout.bin()));
        List<DynamicTest> tests = new ArrayList<>();
        for (Path document : examples.keySet()) {
            tests.add(DynamicTest.dynamicTest(checkout.root().relativize(document).toString(), document.toUri(),
                () -> assertEquals("", pool.result(document))));
        }
        return tests;
    }
}
