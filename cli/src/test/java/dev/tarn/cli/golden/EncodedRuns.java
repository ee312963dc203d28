package dev.tarn.cli.golden;

import dev.tarn.formats.Formats;
import dev.tarn.model.BatchSource;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.TarnException;
import dev.tarn.model.random.FleetingSource;
import dev.tarn.model.random.RandomEncoding;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.ZsonWriter;
import dev.tarn.query.Catalog;
import dev.tarn.query.Query;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.parse.QueryText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Runs a query case on its input as it is read and on the same values in other vectors, in memory that is used again, on other
/// numbers of threads and with batches of other sizes, and compares the answers.
///
/// The encodings are chosen at random. `-Dtarn.seed=N` chooses others; the same seed chooses the same.
final class EncodedRuns {
    private static final long SEED = Long.getLong("tarn.seed", 1);
    private static final int RUNS = Integer.getInteger("tarn.encodings", 2);

    private EncodedRuns() {}

    /// Returns what differs and how, or an empty text if nothing does.
    static String check(QueryCase test) {
        List<Vector> batches;
        try {
            String format = test.inputFlags().contains("-i")
                ? test.inputFlags().get(test.inputFlags().indexOf("-i") + 1) : Formats.AUTO;
            batches = read(Formats.open(format, new ByteArrayInputStream(test.input())));
        } catch (TarnException | UncheckedIOException _) {
            // What cannot be read has no vectors.
            return "";
        }
        String expected = answer(test.query(), new BatchSource(batches), QueryOptions.defaults());
        for (int run = 0; run < RUNS; run++) {
            long seed = SEED * 1_000 + run;
            var random = new Random(test.id().hashCode() ^ seed);
            var encoding = new RandomEncoding(random.nextLong());
            var encoded = batches.stream().flatMap(batch -> encoding.apply(batch).stream()).toList();
            var options = QueryOptions.defaults().withThreads(1 + random.nextInt(4)).withBatchRows(random.nextBoolean() ? 4096 : 1 + random.nextInt(10));
            String actual = answer(test.query(), run == 0 ? new FleetingSource(encoded) : new BatchSource(encoded), options);
            if (!actual.equals(expected)) {
                return "run " + run + " of -Dtarn.seed=" + SEED + ", " + options + "\n" + Difference.between("output", expected, actual);
            }
        }
        return "";
    }

    private static List<Vector> read(Source source) {
        List<Vector> batches = new ArrayList<>();
        try (var scan = source.open(ScanRequest.EVERYTHING)) {
            for (var piece = scan.next(); piece.isPresent(); piece = scan.next()) {
                batches.addAll(piece.get().decode());
            }
        }
        return batches;
    }

    private static String answer(String query, Source input, QueryOptions options) {
        Catalog catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(input);
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var results = Query.compile(QueryText.of(query), catalog, options).run(); var writer = new ZsonWriter(out)) {
            for (var output = results.next(); output.isPresent(); output = results.next()) {
                writer.write(output.get().values());
            }
        } catch (TarnException e) {
            // How far a query came when it failed is not told.
            return "fails: " + e.getMessage();
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
