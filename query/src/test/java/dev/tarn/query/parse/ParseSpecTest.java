package dev.tarn.query.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.query.QueryException;
import dev.tarn.query.ast.Ast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/// Runs the specs in `src/test/spec/parse`.
///
/// A file is a list of cases about one behaviour. A case has a query (`zed`) and what it gives: its syntax tree (`tree`, as
/// [TreeText] writes the operators; where there is more than one case, only the part that matters), its canonical text
/// (`canonical`), another query that gives the same tree (`same`), or the message of its refusal (`error`).
class ParseSpecTest {

    private static final Path SPECS = Path.of("src/test/spec/parse");
    private static final Set<String> KEYS = Set.of("zed", "tree", "canonical", "same", "error");

    @TestFactory
    List<DynamicContainer> specs() throws IOException {
        try (Stream<Path> files = Files.walk(SPECS)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().map(ParseSpecTest::spec).toList();
        }
    }

    private static DynamicContainer spec(Path file) {
        try {
            List<Map<String, String>> cases = new Yaml().load(Files.readString(file));
            return DynamicContainer.dynamicContainer(SPECS.relativize(file).toString(),
                    cases.stream().map(c -> DynamicTest.dynamicTest(c.get("zed").strip(), () -> run(c))));
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static void run(Map<String, String> spec) {
        assertTrue(KEYS.containsAll(spec.keySet()) && spec.size() > 1, () -> "keys of the case: " + spec.keySet());
        String query = spec.get("zed");
        if (spec.containsKey("error")) {
            QueryException refused = assertThrows(QueryException.class, () -> Parser.parse(query));
            assertEquals(spec.get("error").stripTrailing(), refused.getMessage());
            return;
        }
        Ast.Program program = Parser.parse(query);
        if (spec.containsKey("tree")) {
            assertEquals(spec.get("tree").strip(), tree(program));
        }
        if (spec.containsKey("same")) {
            assertEquals(tree(Parser.parse(spec.get("same"))), tree(program));
        }
        String canonical = CanonicalPrinter.print(program);
        if (spec.containsKey("canonical")) {
            assertEquals(spec.get("canonical").stripTrailing(), canonical);
        }
        // The canonical text is a query itself, and after one more round nothing changes.
        String again = CanonicalPrinter.print(Parser.parse(canonical));
        assertEquals(again, CanonicalPrinter.print(Parser.parse(again)));
    }

    /// Returns the declarations and operators, the latter without a list around a single one.
    private static String tree(Ast.Program program) {
        Ast.Pipeline body = program.body();
        String operators = body.operators().size() == 1 ? TreeText.of(body.operators().getFirst())
                : TreeText.of(body.operators());
        return body.declarations().isEmpty() ? operators : TreeText.of(body.declarations()) + " " + operators;
    }
}
