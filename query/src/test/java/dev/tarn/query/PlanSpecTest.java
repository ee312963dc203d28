package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zng.ZngReadOptions;
import dev.tarn.model.zng.ZngSource;
import dev.tarn.model.zng.ZngWriteOptions;
import dev.tarn.model.zng.ZngWriter;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.query.analyze.Analyzer;
import dev.tarn.query.parse.Parser;
import dev.tarn.query.parse.QueryText;
import dev.tarn.query.run.Execution;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Runs the specs of plans in `src/test/spec/plan`: a file is a list of queries (`zed`) with their optimized plans (`explain`). Each query
/// answers with the optimized plan what it answers with the plan as it was written, over values that are not what anybody expects.
class PlanSpecTest {
    private static final Path SPECS = Path.of("src/test/spec/plan");
    private static final String VALUES = """
            {k:1,n:0,r:{a:2,b:3}}
            {k:1,n:1,r:{a:"x"},z:5}
            {k:1.,n:2,c:{k:7},h:8}
            {k:2,n:3,r:null({a:int64})}
            {k:null(int64),n:4,r:error("quiet")}
            {k:null(string),n:2}
            {n:5,r:5}
            {k:error("missing"),n:2,r:{k:1}}
            {k:error("quiet"),n:2,r:{a:2}}
            {k:error("oops"),n:1}
            {k:"a",n:null(int64),r:{a:2},needle:1}
            {k:"a",n:2,o:5,h:{n:1},y:9}
            {k:1((int64,string)),n:2((int64,string)),r:{a:2}((int64,{a:int64}))}
            {k:1,n:2}(=named)
            {k:1,z:2}
            {n:2}
            {r:{a:2}}
            |{"k":1,"n":2}|
            {k:1,n:2}((int64,{k:int64,n:int64}))
            error({k:1,n:2})
            error("quiet")
            error("missing")
            error("quiet")
            [1]
            1
            "needle"
            null
            null({k:int64,n:int64})
            {k:{a:1},n:2}
            {k:{a:1},n:3,needle:true}
            """;

    @TestFactory
    Stream<DynamicTest> specs() throws IOException {
        var files = new ArrayList<Path>();
        try (var found = Files.walk(SPECS)) {
            found.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
        }
        assertFalse(files.isEmpty());
        byte[] zng = zng();
        return files.stream().flatMap(file -> cases(file).stream()
                .map(spec -> DynamicTest.dynamicTest(spec.get("zed"), () -> run(spec, zng))));
    }

    private static List<Map<String, String>> cases(Path file) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Map<String, String> spec, byte[] zng) {
        var text = QueryText.of(spec.get("zed"));
        var options = QueryOptions.defaults().withThreads(1);
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(source(new SourceName.Input()));
            }

            @Override
            public Source source(SourceName name) {
                return ZngSource.of(new ByteArrayInputStream(zng), ZngReadOptions.DEFAULT);
            }
        };
        var query = Query.compile(text, catalog, options);
        var plan = query.explain();
        assertEquals(spec.get("explain"), plan.replaceFirst("\\| output main\n$", ""));
        var written = Analyzer.analyze(Parser.parse(text), text, catalog);
        try (var expected = Execution.start(written.plan(), written.sources(), written.loadTargets(), options); var actual = query.run()) {
            // Of groups the order is not said.
            boolean sorted = !plan.contains("unordered") && !plan.contains("summarize");
            assertEquals(answer(expected, sorted), answer(actual, sorted));
        }
    }

    private static String answer(Results results, boolean ordered) {
        var values = new ArrayList<String>();
        for (Value value : results) {
            values.add(Zson.format(value));
        }
        if (!ordered) {
            values.sort(null);
        }
        return String.join("\n", values);
    }

    private static byte[] zng() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var scan = ZsonSource.of(VALUES.getBytes(StandardCharsets.UTF_8)).open(ScanRequest.EVERYTHING);
                var writer = new ZngWriter(out, ZngWriteOptions.DEFAULT)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                for (Vector batch : morsel.get().decode()) {
                    writer.write(batch);
                }
            }
        }
        return out.toByteArray();
    }
}
