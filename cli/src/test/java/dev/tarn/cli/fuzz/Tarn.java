package dev.tarn.cli.fuzz;

import dev.tarn.model.BatchSource;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.TarnException;
import dev.tarn.model.random.FleetingSource;
import dev.tarn.model.random.RandomEncoding;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zng.ZngReadOptions;
import dev.tarn.model.zng.ZngSource;
import dev.tarn.model.zng.ZngWriteOptions;
import dev.tarn.model.zng.ZngWriter;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.model.zson.ZsonWriter;
import dev.tarn.query.Catalog;
import dev.tarn.query.Query;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.SourceName;
import dev.tarn.query.parse.QueryText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// Runs queries in this process.
final class Tarn {
    /// What the lines of `debug` begin with.
    static final String DEBUG = "debug: ";

    /// Stands in ZSON for bytes that are no text, which ZSON cannot say: a character that nobody uses, of as many bytes.
    static final String MALFORMED = "\ue000";

    private static final int[] MARK = {0xee, 0x80, 0x80};
    private static final int[] MALFORMED_BYTES = {0xff, 0xe2, 0x82};

    private final List<Vector> input;
    private final List<Vector> other;

    /// Takes values in ZSON as input, and as what the other file holds.
    Tarn(String values, String other) {
        this.input = read(values);
        this.other = read(other);
    }

    private static List<Vector> read(String values) {
        return values.contains(MALFORMED) ? read(ZngSource.of(new ByteArrayInputStream(zng(values)), ZngReadOptions.DEFAULT)) : readText(values);
    }

    private static List<Vector> readText(String values) {
        return read(ZsonSource.of(values.getBytes(StandardCharsets.UTF_8)));
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

    /// Returns values in ZNG as Tarn writes them in ZSON, one on each line.
    static List<String> texts(byte[] values) {
        var out = new ByteArrayOutputStream();
        try (var writer = new ZsonWriter(out)) {
            read(ZngSource.of(new ByteArrayInputStream(values), ZngReadOptions.DEFAULT)).forEach(writer::write);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /// Returns values in ZSON as ZNG.
    static byte[] zng(String values) {
        var out = new ByteArrayOutputStream();
        try (var writer = new ZngWriter(out, ZngWriteOptions.DEFAULT.withCompress(false))) {
            readText(values).forEach(writer::write);
        }
        byte[] bytes = out.toByteArray();
        for (int i = 0; i + MARK.length <= bytes.length; i++) {
            if ((bytes[i] & 0xff) == MARK[0] && (bytes[i + 1] & 0xff) == MARK[1] && (bytes[i + 2] & 0xff) == MARK[2]) {
                for (int k = 0; k < MARK.length; k++) {
                    bytes[i + k] = (byte) MALFORMED_BYTES[k];
                }
            }
        }
        return bytes;
    }

    /// Runs a query on the values as they were read, on one thread.
    Answer run(String query) {
        return answer(query, new BatchSource(input), new BatchSource(other), QueryOptions.defaults().withThreads(1));
    }

    /// Runs a query on the values in other vectors, on some threads, with batches of some size and sometimes with little memory.
    Answer runAnotherWay(String query, long seed) {
        var random = new Random(seed);
        var encoding = new RandomEncoding(random.nextLong());
        var encoded = input.stream().flatMap(batch -> encoding.apply(batch).stream()).toList();
        var others = other.stream().flatMap(batch -> encoding.apply(batch).stream()).toList();
        return random.nextBoolean()
            ? answer(query, new BatchSource(encoded), new BatchSource(others), options(random))
            : answer(query, new FleetingSource(encoded), new FleetingSource(others), options(random));
    }

    private static QueryOptions options(Random random) {
        var options = QueryOptions.defaults().withThreads(1 + random.nextInt(4)).withBatchRows(random.nextBoolean() ? 4096 : 1 + random.nextInt(10));
        return random.nextInt(4) > 0 ? options : options.withGroupBytes(1).withSortBytes(1);
    }

    private static Answer answer(String query, Source input, Source other, QueryOptions options) {
        Catalog catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(input);
            }

            @Override
            public Source source(SourceName name) {
                return other;
            }
        };
        var out = new ByteArrayOutputStream();
        var debug = new ByteArrayOutputStream();
        String failure = "";
        try (var results = Query.compile(QueryText.of(query), catalog, options).run(); var writer = new ZsonWriter(out); var debugWriter = new ZsonWriter(debug)) {
            for (var output = results.next(); output.isPresent(); output = results.next()) {
                (output.get().channel().equals(Results.MAIN) ? writer : debugWriter).write(output.get().values());
            }
        } catch (TarnException e) {
            failure = String.valueOf(e.getMessage());
        }
        return new Answer(Stream.concat(lines(out), lines(debug).map(DEBUG::concat)).toList(), failure);
    }

    private static Stream<String> lines(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8).lines();
    }
}
