package dev.tarn.bpf.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.bpf.TestObjects;
import dev.tarn.bpf.btf.Btf;
import dev.tarn.bpf.btf.BtfType.Member;
import dev.tarn.bpf.btf.BtfType.Struct;
import dev.tarn.bpf.elf.ElfFile;
import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.model.CorruptException;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Events that are made by hand; those of real programs are in ShapesTest.
class EventDecoderTest {
    private static final EventClock CLOCK = new EventClock() {
        @Override
        public void bootToWall(long[] nanos) {
            add(nanos, 1_000_000_000);
        }

        @Override
        public void monotonicToWall(long[] nanos) {
            add(nanos, 2_000_000_000);
        }

        private static void add(long[] nanos, long more) {
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] += more;
            }
        }
    };

    private static byte[] btfBytes(String object) throws IOException {
        try (var elf = ElfFile.of(object, TestObjects.object(object))) {
            return elf.content(elf.section(".BTF").orElseThrow());
        }
    }

    private static long offset(Btf btf, String struct, String member) {
        var members = ((Struct) btf.type(btf.struct(struct).orElseThrow())).members();
        return members.stream().filter(known -> known.name().equals(member)).mapToInt(Member::bitOffset).findFirst().orElseThrow() / 8;
    }

    private static List<String> texts(List<Vector> vectors) {
        var texts = new ArrayList<String>();
        for (var vector : vectors) {
            for (int row = 0; row < vector.length(); row++) {
                texts.add(Zson.format(Value.of(vector, row)));
            }
        }
        return texts;
    }

    @Test
    void makesAVectorForEachStructInTheOrderOfEvents() throws Exception {
        var btf = Btf.parse("shapes", btfBytes("shapes"));
        int tail = btf.struct("tail").orElseThrow();
        int textTail = btf.struct("text_tail").orElseThrow();
        var words = new long[64];
        var memory = MemorySegment.ofArray(words);
        var batch = new EventBatch(words);
        for (int i = 0; i < 6; i++) {
            memory.set(ValueLayout.JAVA_INT, 16L * i, i % 2 == 0 ? tail : textTail);
            memory.set(ValueLayout.JAVA_INT, 16L * i + (i % 2 == 0 ? offset(btf, "tail", "before") : 8), 'a' + i);
            memory.set(ValueLayout.JAVA_INT, 16L * i + 4, i % 2 == 0 ? 0 : 2);
            batch.add(16 * i, i % 2 == 0 ? 12 : 16);
        }
        assertEquals(List.of("{before:97(uint32),points:[]([point={x:int32,y:int32}])}(=tail)",
                "{before:99(uint32),points:[]([point={x:int32,y:int32}])}(=tail)",
                "{before:101(uint32),points:[]([point={x:int32,y:int32}])}(=tail)",
                "{text:\"b\"}(=text_tail)", "{text:\"d\"}(=text_tail)", "{text:\"f\"}(=text_tail)"),
                texts(new EventDecoder(btf, Surroundings.of(CLOCK, Stacks.NONE)).decode(batch, 0)));
    }

    @Test
    void countsWhatItCannotRead() throws Exception {
        var btf = Btf.parse("shapes", btfBytes("shapes"));
        var words = new long[64];
        var memory = MemorySegment.ofArray(words);
        var batch = new EventBatch(words);
        memory.set(ValueLayout.JAVA_INT, 0, btf.struct("numbers").orElseThrow());
        batch.add(0, 71);
        memory.set(ValueLayout.JAVA_INT, 128, -5);
        batch.add(128, 100);
        batch.add(256, 3);
        var decoder = new EventDecoder(btf, Surroundings.of(CLOCK, Stacks.NONE));
        assertEquals(List.of(), decoder.decode(batch, 0));
        assertEquals(3, decoder.malformed());
        assertEquals("shapes: corrupt BTF: type 4294967291 of " + (btf.endId() - 1), decoder.firstProblem());
    }

    @Test
    void readsTimesAndLongTexts() throws Exception {
        var btf = Btf.parse("burst", btfBytes("burst"));
        var words = new long[10];
        var memory = MemorySegment.ofArray(words);
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, 0, btf.struct("burst").orElseThrow());
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, offset(btf, "burst", "ts"), 500_000_000);
        memory.asSlice(offset(btf, "burst", "comm"), 16).copyFrom(MemorySegment.ofArray("sixteen chars wd".getBytes(StandardCharsets.UTF_8)));
        var batch = new EventBatch(words);
        batch.add(0, 72);
        assertEquals(List.of("{pid:0(uint32),ts:1970-01-01T00:00:01.5Z,sequence:0(uint64),of:0(uint64),tid:0(uint32),cpu:0(uint32),"
                + "constant:0(uint64),comm:\"sixteen chars wd\"}(=burst)"), texts(new EventDecoder(btf, Surroundings.of(CLOCK, Stacks.NONE)).decode(batch, 0)));
    }

    @Test
    void survivesAnyEvent() throws Exception {
        var btf = Btf.parse("shapes", btfBytes("shapes"));
        var random = new Random(3);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            var decoder = new EventDecoder(btf, Surroundings.of(CLOCK, Stacks.NONE));
            for (int round = 0; round < 2000; round++) {
                decode(decoder, randomEvents(random, btf));
            }
        });
    }

    @Test
    void survivesDamagedTypes() throws Exception {
        byte[] bytes = btfBytes("shapes");
        var random = new Random(4);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            int read = 0;
            for (int round = 0; round < 1500; round++) {
                byte[] damaged = bytes.clone();
                for (int i = 0; i <= random.nextInt(4); i++) {
                    damaged[24 + random.nextInt(4000)] = (byte) random.nextInt();
                }
                try {
                    var btf = Btf.parse("damaged", damaged);
                    read += decode(new EventDecoder(btf, Surroundings.of(CLOCK, Stacks.NONE)), randomEvents(random, btf));
                } catch (CorruptException e) {
                    assertTrue(e.getMessage().startsWith("damaged: corrupt BTF"), e.getMessage());
                }
            }
            assertTrue(read > 300, "records read in spite of damage: " + read);
        });
    }

    /// Reads everything that was decoded, so that bad offsets would show.
    private static int decode(EventDecoder decoder, EventBatch batch) {
        return texts(decoder.decode(batch, 0)).size();
    }

    private static EventBatch randomEvents(Random random, Btf btf) {
        var words = random.longs(513).toArray();
        var batch = new EventBatch(words);
        for (int position = 0; position + 512 < 8 * words.length; position += 512) {
            MemorySegment.ofArray(words).set(ValueLayout.JAVA_INT_UNALIGNED, position, 1 + random.nextInt(btf.endId()));
            batch.add(position, random.nextInt(512));
        }
        return batch;
    }
}
