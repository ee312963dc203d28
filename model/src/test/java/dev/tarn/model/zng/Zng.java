package dev.tarn.model.zng;

import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/// Short ways for the tests to write and read ZNG in memory.
final class Zng {
    private Zng() {}

    static byte[] write(ZngWriteOptions options, Vector batch) {
        return write(options, writer -> writer.write(batch));
    }

    static byte[] write(ZngWriteOptions options, Consumer<ZngWriter> use) {
        var out = new ByteArrayOutputStream();
        try (var writer = new ZngWriter(out, options)) {
            use.accept(writer);
        }
        return out.toByteArray();
    }

    static List<Vector> read(byte[] bytes, ScanRequest request, ZngReadOptions options) {
        return readAll(ZngSource.of(new ByteArrayInputStream(bytes), options), request);
    }

    static List<Vector> read(byte[] bytes, ScanRequest request) {
        return read(bytes, request, ZngReadOptions.DEFAULT);
    }

    static List<Vector> readAll(Source source, ScanRequest request) {
        var batches = new ArrayList<Vector>();
        try (var scan = source.open(request)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                batches.addAll(morsel.get().decode());
            }
        }
        return batches;
    }

    static List<Value> values(byte[] bytes) {
        return values(read(bytes, ScanRequest.EVERYTHING));
    }

    static List<Value> values(List<Vector> batches) {
        var values = new ArrayList<Value>();
        for (var batch : batches) {
            for (int row = 0; row < batch.length(); row++) {
                values.add(Value.of(batch, row));
            }
        }
        return values;
    }

    static int length(List<Vector> batches) {
        return batches.stream().mapToInt(Vector::length).sum();
    }

    static byte[] concatenate(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
