package dev.tarn.bpf;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.model.Value;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes things happen that tools record, and looks at what they recorded.
final class Workload {
    /// A collector that records this process as well, where most of the workloads run.
    static final CollectorOptions SELF = CollectorOptions.DEFAULTS.withIncludeSelf(true);
    static final long PID = ProcessHandle.current().pid();

    private Workload() {}

    /// Returns the tool, for this process only.
    static Tool ofThisProcess(String tool) {
        return Tools.named(tool).with("pid", Long.toString(PID));
    }

    /// Runs a script of the shell and returns what it wrote.
    static String shell(String script, String... args) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/bin/bash", "-c", script, "bash"));
        command.addAll(List.of(args));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "did not end: " + script);
        return text;
    }

    static void assumeInstalled(String... programs) {
        for (var program : programs) {
            assumeTrue(Arrays.stream(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    program + " is not installed");
        }
    }

    /// Writes a file in pieces and brings it to the disk.
    static void writeAndSync(Path file, int pieces, int pieceBytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var piece = ByteBuffer.allocateDirect(pieceBytes);
            for (int i = 0; i < pieces; i++) {
                channel.write(piece.clear());
            }
            channel.force(true);
        }
    }

    /// Reads a file in pieces of a size.
    static void read(Path file, int pieceBytes) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var piece = ByteBuffer.allocateDirect(pieceBytes);
            while (channel.read(piece.clear()) > 0) {
                continue;
            }
        }
    }

    /// Skips a test whose files do not reach a disk.
    static void assumeOnDisk(Path folder) throws IOException {
        String type = Files.getFileStore(folder).type();
        assumeTrue(List.of("ext4", "xfs", "btrfs").contains(type), folder + " is in a " + type + ", which is on no disk");
    }

    static long number(Value record, String field) {
        return record.field(field).orElseThrow().asLong();
    }

    static String text(Value record, String field) {
        return record.field(field).orElseThrow().asString();
    }

    static boolean isNull(Value record, String field) {
        return record.field(field).orElseThrow().isNull();
    }

    static List<String> texts(Value record, String field) {
        return record.field(field).orElseThrow().elements().stream().map(Value::asString).toList();
    }

    static List<Value> named(List<Value> records, String type) {
        return records.stream().filter(Recording.named(type)).toList();
    }

    static List<Value> with(List<Value> records, String field, String value) {
        return records.stream().filter(record -> !isNull(record, field) && text(record, field).equals(value)).toList();
    }

    static long sum(List<Value> records, String field) {
        return records.stream().mapToLong(record -> number(record, field)).sum();
    }

    /// Returns how many a histogram counts, and checks that its buckets are in order and agree with the record's other members.
    static long counted(Value record) {
        long sum = 0;
        long least = 0;
        long end = 0;
        for (var bucket : record.field("buckets").orElseThrow().elements()) {
            assertTrue(number(bucket, "lo") >= end, record::toString);
            end = isNull(bucket, "hi") ? Long.MAX_VALUE : number(bucket, "hi");
            assertTrue(end > number(bucket, "lo") && number(bucket, "count") > 0, record::toString);
            sum += number(bucket, "count");
            least += number(bucket, "lo") * number(bucket, "count");
        }
        assertTrue(number(record, "total") >= least && number(record, "max") < end, record::toString);
        return sum;
    }
}
