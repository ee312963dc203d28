package dev.tarn.bpf;

import static dev.tarn.bpf.Workload.SELF;
import static dev.tarn.bpf.Workload.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.model.InputException;
import dev.tarn.model.UnsupportedException;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An object that is not ours, compiled here from C, on the running kernel.
class ForeignObjectTest {
    private static final int FOREIGN = 0x5a5c0000;

    @TempDir
    Path folder;

    private byte[] object;

    @BeforeEach
    void compile() throws Exception {
        Recording.assumeHost();
        Workload.assumeInstalled("clang");
        assumeTrue(Files.exists(Path.of("/usr/include/bpf/bpf_helpers.h")), "libbpf's headers are not installed (libbpf-dev)");
        var compiled = folder.resolve("foreign.bpf.o");
        String architecture = System.getProperty("os.arch").equals("amd64") ? "-DTEST_X86" : "-DTEST_ARM";
        String output = Workload.shell("clang -g -O2 -target bpf " + architecture + " -DONLY=" + Workload.PID
                + " -Wno-unknown-attributes -c src/test/foreign/foreign.bpf.c -o \"$1\"", compiled.toString());
        assertTrue(Files.exists(compiled), output);
        object = Files.readAllBytes(compiled);
    }

    private Tool tool(Optional<String> type, Optional<Duration> mapsEvery) {
        return Tool.ofObject("foreign", object, new Tool.Foreign(type, mapsEvery));
    }

    @Test
    void becomesRecords() throws Exception {
        try (var recording = Recording.of(SELF, tool(Optional.empty(), Optional.empty()))) {
            OwnCalls.ask(FOREIGN | 1);
            OwnCalls.ask(FOREIGN | 2);
            OwnCalls.ask(FOREIGN | 3);
            var records = recording.end();
            String event = Recording.zson(named(records, "event")).getFirst();
            assertTrue(event.matches("\\{when:20\\d\\d-.*"), event);
            assertEquals("at:{x:-1(int32),y:2(int32)}(=point),shape:%SQUARE(shape=enum(CIRCLE,SQUARE)),small:5(uint8),rest:1000(uint32),"
                            + "either:0x01020304,error:\"ENOENT\",text:\"hello\",raw:0xabababab,address:4660(uint64),"
                            + "corners:[{x:1,y:2}(point),{x:3,y:4}(point)]}(=event)",
                    event.substring(event.indexOf("at:{x")));
            assertEquals(List.of("{number:42(uint64),words:[1(uint16),2(uint16),3(uint16)]}(=tailed)"), Recording.zson(named(records, "tailed")));
            assertEquals(List.of("{first:1(uint32),second:2(uint32),text:\"perf\"}(=through_perf)"),
                    Recording.zson(named(records, "through_perf")));
            assertEquals(3, records.size());
        }
    }

    @Test
    void refusesToGuessBetweenStructs() throws Exception {
        try (var collector = Collector.open(SELF)) {
            collector.attach(tool(Optional.empty(), Optional.empty()));
            OwnCalls.ask(FOREIGN | 4);
            var failure = assertThrows(UnsupportedException.class, () -> collector.run(batch -> {}));
            assertEquals("ring my_ring: which struct is an event of 40 bytes? Several could be: gadget_user_stack (40 bytes), pair_a (40 bytes), pair_b (40 bytes)"
                    + " (choose one with -type)", failure.getMessage());
        }
    }

    @Test
    void takesTheStructThatIsNamed() throws Exception {
        try (var recording = Recording.of(SELF, tool(Optional.of("pair_b"), Optional.empty()))) {
            OwnCalls.ask(FOREIGN | 4);
            var records = recording.end();
            assertEquals(List.of("{b:[1(uint64),2(uint64),3(uint64),4(uint64),5(uint64)]}(=pair_b)"), Recording.zson(records));
        }
        try (var collector = Collector.open(SELF)) {
            var failure = assertThrows(InputException.class, () -> collector.attach(tool(Optional.of("nothing"), Optional.empty())));
            assertTrue(failure.getMessage().startsWith("no struct nothing in the object's BTF (there are: ")
                    && failure.getMessage().contains("pair_a (40 bytes), pair_b (40 bytes)"), failure.getMessage());
        }
    }

    @Test
    void readsMapsAsRecords() throws Exception {
        try (var recording = Recording.of(SELF, tool(Optional.empty(), Optional.of(Duration.ofSeconds(20))))) {
            for (int i = 0; i < 3; i++) {
                OwnCalls.ask(FOREIGN | 5);
            }
            // Read at the end as well.
            var records = recording.end();
            assertEquals(List.of("key:{x:7(int32),y:8(int32)}(=point),value:{calls:3(uint64),last:{x:9,y:10}(point)}(=counts)}(=by_point)"),
                    afterTime(named(records, "by_point")));
            assertEquals(List.of("key:0(uint32),value:{slots:[{lo:16(uint64),hi:32(uint64),count:3(uint64)}]}(=sizes)}(=histogram)"),
                    afterTime(named(records, "histogram")));
            var perCpu = named(records, "per_cpu");
            assertEquals(1, perCpu.size(), perCpu::toString);
            assertEquals(1, Workload.number(perCpu.getFirst(), "key"));
            assertEquals(3, perCpu.getFirst().field("value").orElseThrow().elements().stream().mapToLong(Value::asLong).sum());
        }
    }

    @Test
    void understandsTheTypesOfInspektorGadget() throws Exception {
        try (var recording = Recording.of(SELF, tool(Optional.empty(), Optional.empty()))) {
            OwnCalls.ask(FOREIGN | 6);
            var event = named(recording.end(), "gadget_event").getFirst();
            assertEquals("{addr_raw:127.0.0.1,port:80(uint16),proto_raw:6(uint16),version:4(uint8)}(=gadget_l4endpoint_t)",
                    event.field("src").orElseThrow().toString());
            assertEquals("2001::1", event.field("dst").orElseThrow().field("addr_raw").orElseThrow().toString());
            assertTrue(event.field("none").orElseThrow().field("addr_raw").orElseThrow().isNull());
            assertEquals("SIGKILL", Workload.text(event, "sig_raw"));
            assertEquals("getpgid", Workload.text(event, "syscall_raw"));
            assertEquals("gadget", Workload.text(event, "comm"));
            assertEquals("1.5us", event.field("took").orElseThrow().toString());
            assertEquals("[{lo:4(uint64),hi:8(uint64),count:5(uint64)}]", event.field("slots").orElseThrow().toString());
            assertTrue(event.field("kern_stack_raw").orElseThrow().elements().size() > 1, event::toString);
            assertTrue(event.field("ustack_raw").orElseThrow().elements().getFirst().asString().contains("getpgid"), event::toString);
        }
    }

    /// The kernel tells of lost events with the next one that finds room, which may never come.
    @Test
    void countsExactlyWhatOverrunsAPerfBuffer() throws Exception {
        int calls = 40_000;
        try (var collector = Collector.open(SELF.withReportInterval(Duration.ZERO))) {
            collector.attach(tool(Optional.empty(), Optional.empty()));
            for (int i = 0; i < calls; i++) {
                OwnCalls.ask(FOREIGN | 3);
            }
            // Nothing has read so far, and nothing more comes: what is in the buffers now is all.
            collector.stop();
            var batches = new ArrayList<Vector>();
            collector.run(batches::add);
            var statistics = collector.statistics();
            assertTrue(statistics.lost() > 0, "nothing was lost: the test shows nothing");
            assertEquals(calls, statistics.events() + statistics.lost(), "sent = received + lost");
            assertEquals(List.of("perf buffer full"), statistics.tools().getFirst().losses().stream().map(Loss::cause).distinct().toList());
        }
    }

    @Test
    void readsMapsOfEveryKind() throws Exception {
        try (var recording = Recording.of(SELF, tool(Optional.empty(), Optional.of(Duration.ofSeconds(20))))) {
            OwnCalls.ask(FOREIGN | 6);
            var records = recording.end();
            var perCpu = named(records, "per_cpu_by_key").getFirst();
            assertEquals(5, Workload.number(perCpu, "key"));
            assertEquals(7, perCpu.field("value").orElseThrow().elements().stream().mapToLong(Value::asLong).sum());
            assertEquals(List.of("key:7(uint32),value:6(uint64)}(=lately)"), afterTime(named(records, "lately")));
            assertEquals(List.of("key:{bits:8(uint32),address:0x0a000000}(=prefix),value:6(uint64)}(=prefixes)"),
                    afterTime(named(records, "prefixes")));
            var stacks = named(records, "stacks");
            assertEquals(2, stacks.size(), stacks::toString);
            var leaves = stacks.stream().map(stack -> stack.field("value").orElseThrow().elements().getFirst().asString()).toList();
            // The program's own frames are numbers, because nothing says whose they are.
            assertEquals(1, leaves.stream().filter(leaf -> leaf.startsWith("0x")).count(), leaves::toString);
        }
    }

    private static List<String> afterTime(List<Value> records) {
        return Recording.zson(records).stream().map(record -> record.substring(record.indexOf(',') + 1)).toList();
    }
}
