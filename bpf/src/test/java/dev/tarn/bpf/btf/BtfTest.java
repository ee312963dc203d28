package dev.tarn.bpf.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.bpf.TestObjects;
import dev.tarn.bpf.btf.BtfType.Enumeration;
import dev.tarn.bpf.btf.BtfType.Member;
import dev.tarn.bpf.btf.BtfType.Struct;
import dev.tarn.bpf.elf.ElfFile;
import dev.tarn.model.CorruptException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BtfTest {
    private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");

    private static byte[] shapes() throws IOException {
        try (var elf = ElfFile.of("shapes", TestObjects.object("shapes"))) {
            return elf.content(elf.section(".BTF").orElseThrow());
        }
    }

    @Test
    void describesStructs() throws Exception {
        var btf = Btf.parse("shapes", shapes());
        var point = (Struct) btf.type(btf.struct("point").orElseThrow());
        assertEquals("x y", String.join(" ", point.members().stream().map(Member::name).toList()));
        assertEquals(8, point.size());
        assertEquals(32, point.members().get(1).bitOffset());
        var numbers = (Struct) btf.type(btf.struct("numbers").orElseThrow());
        assertEquals("event_type_t", btf.typedefName(numbers.members().getFirst().type()).orElseThrow());
        var color = (Enumeration) btf.type(btf.enumeration("color").orElseThrow());
        assertEquals("RED=0 GREEN=5 BLUE=6",
                String.join(" ", color.symbols().stream().map(symbol -> symbol.name() + "=" + symbol.value()).toList()));
        assertTrue(btf.struct("no such struct").isEmpty());
    }

    @Test
    void readsBitFields() throws Exception {
        var btf = Btf.parse("shapes", shapes());
        var nested = (Struct) btf.type(btf.struct("nested").orElseThrow());
        var fields = nested.members().stream().filter(member -> member.bits() > 0).map(member -> member.name() + ":" + member.bits()).toList();
        assertEquals("low:3 middle:13 high:16 negative:5 flag:1 small:8", String.join(" ", fields));
    }

    @Test
    void findsTheHooksOfTheKernel() throws Exception {
        assumeTrue(Files.isReadable(KERNEL), "the kernel has no BTF");
        var btf = Btf.parse("vmlinux", Files.readAllBytes(KERNEL));
        assertTrue(btf.typedefsAfter("btf_trace_").containsAll(List.of("sched_process_exec", "sys_exit", "net_dev_queue")));
        var task = (Struct) btf.type(btf.struct("task_struct").orElseThrow());
        assertTrue(task.members().stream().anyMatch(member -> member.name().equals("tgid")));
        assertEquals(8, btf.size(btf.typedef("u64").orElseThrow()));
    }

    @Test
    void goesOnWhereTheKernelEnds() throws Exception {
        // A module's BTF: one typedef of the kernel's type 1, called by a name in the module's own text.
        var kernel = Btf.parse("shapes", shapes());
        int textOffset = kernelTextBytes();
        byte[] name = "\0btf_trace_module_hook\0".getBytes(StandardCharsets.UTF_8);
        var module = ByteBuffer.allocate(24 + 12 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        module.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24).putInt(0).putInt(12).putInt(12).putInt(name.length);
        module.putInt(textOffset + 1).putInt(8 << 24).putInt(1).put(name);
        var btf = Btf.parse("module", module.array(), kernel);
        assertEquals(Set.of("module_hook"), btf.typedefsAfter("btf_trace_"));
        assertEquals(kernel.type(1), btf.type(btf.resolve(kernel.endId())));
    }

    private static int kernelTextBytes() throws IOException {
        return ByteBuffer.wrap(shapes()).order(ByteOrder.LITTLE_ENDIAN).getInt(20);
    }

    @Test
    void refusesAnUnknownKind() throws Exception {
        byte[] bytes = shapes();
        int firstType = 24;
        bytes[firstType + 7] = 31;
        var failure = assertThrows(CorruptException.class, () -> Btf.parse("object", bytes));
        assertEquals("object: corrupt BTF at byte 24: unknown kind of type 31", failure.getMessage());
    }

    @Test
    void survivesEveryTruncation() throws Exception {
        byte[] bytes = shapes();
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int length = 0; length < bytes.length; length++) {
                visit(Arrays.copyOf(bytes, length));
            }
        });
    }

    @Test
    void survivesDamage() throws Exception {
        byte[] bytes = shapes();
        var random = new Random(42);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            int whole = 0;
            for (int round = 0; round < 3000; round++) {
                byte[] damaged = bytes.clone();
                for (int i = 0; i <= random.nextInt(8); i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? random.nextInt() : -1);
                }
                whole += visit(damaged) ? 1 : 0;
            }
            assertTrue(whole > 100, "some damage must leave it readable, or the rest of the reader was not reached: " + whole);
        });
    }

    /// Looks at everything; anything but a CorruptException fails the test.
    private static boolean visit(byte[] bytes) {
        try {
            var btf = Btf.parse("damaged", bytes);
            for (int id = 0; id < btf.endId() + 2; id++) {
                try {
                    assertEquals(btf.type(id), btf.type(id));
                    btf.typedefName(id);
                    btf.size(id);
                } catch (CorruptException e) {
                    assertTrue(e.getMessage().startsWith("damaged: corrupt BTF"), e.getMessage());
                }
            }
            btf.struct("point");
            btf.typedefsAfter("btf_trace_");
            return true;
        } catch (CorruptException e) {
            assertTrue(e.getMessage().startsWith("damaged: corrupt BTF"), e.getMessage());
            return false;
        }
    }
}
