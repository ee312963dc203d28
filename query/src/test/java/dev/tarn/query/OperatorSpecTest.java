package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.random.FleetingSource;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.query.parse.QueryText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
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

/// Runs the specs of operators and aggregates: with their input in every [Reencoding], and with every value a piece of its own
/// on 1, 2 and 4 threads with batches of 1, 7 and 4,096 rows.
class OperatorSpecTest {
    private static final List<Path> FOLDERS = List.of(Path.of("src/test/spec/operator"), Path.of("src/test/spec/aggregate"));

    @TestFactory
    Stream<DynamicTest> specs() throws IOException {
        var files = new ArrayList<Path>();
        for (var folder : FOLDERS) {
            try (var found = Files.walk(folder)) {
                found.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
            }
        }
        assertFalse(files.isEmpty());
        return files.stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> run(file)));
    }

    private static void run(Path file) throws IOException {
        Map<String, String> spec = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        var batches = batches(spec.get("input"));
        for (var encoding : Reencoding.values()) {
            var encoded = batches.stream().flatMap(batch -> encoding.apply(batch).stream()).toList();
            var output = output(spec.get("zed"), List.of(encoded), QueryOptions.defaults().withThreads(1));
            assertEquals(spec.get("output"), output, () -> "input as " + encoding);
        }
        var pieces = ones(batches);
        var singles = pieces.stream().flatMap(List::stream).toList();
        for (int threads : new int[] {1, 2, 4}) {
            for (int rows : new int[] {1, 7, 4096}) {
                var options = QueryOptions.defaults().withThreads(threads).withBatchRows(rows);
                assertEquals(spec.get("output"), output(spec.get("zed"), pieces, options), options::toString);
                var fleeting = output(spec.get("zed"), new FleetingSource(singles), options);
                assertEquals(spec.get("output"), fleeting, () -> options + " in memory that is used again");
            }
        }
    }

    private static List<Vector> batches(String input) {
        var batches = new ArrayList<Vector>();
        try (var scan = ZsonSource.of(input.getBytes(StandardCharsets.UTF_8)).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                batches.addAll(morsel.get().decode());
            }
        }
        return batches;
    }

    private static List<List<Vector>> ones(List<Vector> batches) {
        var pieces = new ArrayList<List<Vector>>();
        for (var batch : batches) {
            for (int row = 0; row < batch.length(); row++) {
                pieces.add(List.of(batch.select(new int[] {row})));
            }
        }
        return pieces;
    }

    private static String output(String query, List<List<Vector>> pieces, QueryOptions options) {
        return output(query, _ -> new PieceScan(pieces), options);
    }

    private static String output(String query, Source source, QueryOptions options) {
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(source);
            }
        };
        var out = new StringBuilder();
        try (var results = Query.compile(QueryText.of(query), catalog, options).run()) {
            for (Value value : results) {
                out.append(Zson.format(value)).append('\n');
            }
        }
        return out.toString();
    }

    /// A scan of pieces that are at hand.
    private static final class PieceScan implements Scan {
        private final ArrayDeque<List<Vector>> pieces;
        private long ordinal;

        PieceScan(List<List<Vector>> pieces) {
            this.pieces = new ArrayDeque<>(pieces);
        }

        @Override
        public synchronized Optional<Morsel> next() {
            return Optional.ofNullable(pieces.poll()).map(piece -> Scan.decoded(ordinal++, piece));
        }

        @Override
        public void close() {}
    }
}
