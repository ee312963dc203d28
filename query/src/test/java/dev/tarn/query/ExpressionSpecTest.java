package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.query.parse.QueryText;
import java.io.IOException;
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

/// Runs the specs of expressions and functions with their input in every [Reencoding].
class ExpressionSpecTest {
    private static final List<Path> FOLDERS = List.of(Path.of("src/test/spec/expression"), Path.of("src/test/spec/function"));

    @TestFactory
    Stream<DynamicTest> specs() throws IOException {
        var files = new ArrayList<Path>();
        for (var folder : FOLDERS) {
            try (var found = Files.walk(folder)) {
                found.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
            }
        }
        assertFalse(files.isEmpty());
        return files.stream()
                .flatMap(file -> Stream.of(Reencoding.values())
                        .map(encoding -> DynamicTest.dynamicTest(file.getFileName() + " " + encoding, () -> run(file, encoding))));
    }

    private static void run(Path file, Reencoding encoding) throws IOException {
        Map<String, String> spec = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        assertEquals(spec.get("output"), output(spec.get("zed"), spec.getOrDefault("input", "null"), encoding));
    }

    private static String output(String query, String input, Reencoding encoding) {
        var batches = new ArrayList<Vector>();
        try (var scan = ZsonSource.of(input.getBytes(StandardCharsets.UTF_8)).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                morsel.get().decode().forEach(batch -> batches.addAll(encoding.apply(batch)));
            }
        }
        Source source = request -> new BatchScan(batches);
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(source);
            }
        };
        var out = new StringBuilder();
        var options = QueryOptions.defaults().withThreads(1);
        try (var results = Query.compile(QueryText.of(query), catalog, options).run()) {
            for (Value value : results) {
                out.append(Zson.format(value)).append('\n');
            }
        }
        return out.toString();
    }

    /// A scan of batches that are at hand, all in one piece.
    private static final class BatchScan implements Scan {
        private final List<Vector> batches;
        private boolean taken;

        BatchScan(List<Vector> batches) {
            this.batches = batches;
        }

        @Override
        public synchronized Optional<Morsel> next() {
            if (taken) {
                return Optional.empty();
            }
            taken = true;
            return Optional.of(Scan.decoded(0, batches));
        }

        @Override
        public void close() {}
    }
}
