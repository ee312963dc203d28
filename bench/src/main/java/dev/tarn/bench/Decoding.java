package dev.tarn.bench;

import dev.tarn.model.Path;
import dev.tarn.model.Projection;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Sink;
import dev.tarn.model.Source;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vng.VngSource;
import dev.tarn.model.vng.VngWriter;
import dev.tarn.model.zng.ZngReadOptions;
import dev.tarn.model.zng.ZngSource;
import dev.tarn.model.zng.ZngWriteOptions;
import dev.tarn.model.zng.ZngWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The reading of columns out of the bytes of a file, and the loop that somebody would write by hand for just these bytes.
///
/// The bytes are not compressed, and nothing but memory: those of ZNG are a stream over an array, those of VNG a file in the page cache. The
/// loop too has to get them from there into an array of its own, and both give the same columns.
enum Decoding {
    ZNG_INTEGERS("a", "a", DecodingByHand::zngIntegers),
    ZNG_STRINGS("t", "t", DecodingByHand::zngStrings),
    ZNG_RECORDS("a,x,t", "a,x,t", DecodingByHand::zngRecords),
    ZNG_ONE_FIELD("a,x,t", "x", DecodingByHand::zngSecondField),
    VNG_INTEGERS("a", "a", DecodingByHand::vngIntegers),
    VNG_STRINGS("t", "t", DecodingByHand::vngStrings),
    VNG_RECORDS("a,x,t", "a,x,t", DecodingByHand::vngRecords);

    // Some thousand values, which is what frames of usual records have.
    private static final int FRAME_BYTES = 64 * 1024;

    /// The fields of the records in the file, and those that are read.
    final String fields;
    final String wanted;
    private final Function<byte[][], List<Vector>> byHand;

    Decoding(String fields, String wanted, Function<byte[][], List<Vector>> byHand) {
        this.fields = fields;
        this.wanted = wanted;
        this.byHand = byHand;
    }

    /// A file that is ready to be read.
    ///
    /// @param bytes reads what the loop by hand gets: the file, or of a file of columns the columns
    record Prepared(Decoding decoding, Source source, Supplier<byte[][]> bytes) {
        /// Reads the wanted columns with the loop.
        List<Vector> byHand() {
            return decoding.byHand.apply(bytes.get());
        }

        /// Reads the wanted columns as a query does.
        void engine(Consumer<Vector> output) {
            var wanted = decoding.wanted.split(",");
            var paths = Arrays.stream(wanted).map(Path::of).toList();
            try (var scan = source.open(ScanRequest.EVERYTHING.withProjection(Projection.of(paths)))) {
                for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                    for (var batch : morsel.get().decode()) {
                        decoding.columns(batch).forEach(output);
                    }
                }
            }
        }
    }

    private List<Vector> columns(Vector batch) {
        return switch (batch) {
            case Rows rows -> Arrays.stream(wanted.split(",")).<Vector>map(field -> rows.field(List.of(fields.split(",")).indexOf(field))).toList();
            case RecordVector records -> List.copyOf(records.fields());
            default -> throw new IllegalStateException("no records: " + batch);
        };
    }

    /// Writes the file.
    Prepared prepare(Columns columns) {
        try {
            return name().startsWith("ZNG") ? zng(columns) : vng(columns);
        } catch (IOException e) {
            throw new UncheckedIOException("preparing " + this, e);
        }
    }

    private Prepared zng(Columns columns) {
        var out = new ByteArrayOutputStream();
        write(columns, fields, new ZngWriter(out, ZngWriteOptions.DEFAULT.withCompress(false).withFrameBytes(FRAME_BYTES)));
        byte[] bytes = out.toByteArray();
        return new Prepared(this, new Streams(bytes), () -> new byte[][] {new ByteArrayInputStream(bytes).readAllBytes()});
    }

    /// A source that can be opened again and again.
    private record Streams(byte[] bytes) implements Source {
        @Override
        public dev.tarn.model.Scan open(ScanRequest request) {
            return ZngSource.of(new ByteArrayInputStream(bytes), ZngReadOptions.DEFAULT).open(request);
        }
    }

    private Prepared vng(Columns columns) throws IOException {
        var out = new ByteArrayOutputStream();
        write(columns, fields, new VngWriter(out));
        var channel = file(out.toByteArray());
        var files = new ArrayList<FileChannel>();
        for (var field : fields.split(",")) {
            files.add(file(DecodingByHand.bodies(columns, field)));
        }
        return new Prepared(this, VngSource.of(channel, 0, channel.size()), () -> files.stream().map(Decoding::read).toArray(byte[][]::new));
    }

    private static FileChannel file(byte[] bytes) throws IOException {
        var file = Files.createTempFile("columns", ".bytes");
        Files.write(file, bytes);
        var channel = FileChannel.open(file);
        Files.delete(file);
        return channel;
    }

    private static byte[] read(FileChannel file) {
        try {
            var bytes = ByteBuffer.allocate((int) file.size());
            while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
                // Once more, if it did not read all.
            }
            return bytes.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Columns columns, String fields, Sink sink) {
        try (sink) {
            columns.batches(fields).forEach(batch -> sink.write(batch.values()));
        }
    }
}
