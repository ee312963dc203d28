package dev.tarn.bpf.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SymbolTableTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String at(SymbolTable table, long address) {
        return table.at(address).map(SymbolTable.Symbol::name).orElse("-");
    }

    @Test
    void namesTheRangeThatHoldsAnAddress() {
        byte[] names = bytes("abcdef");
        var builder = new SymbolTable.Builder(names);
        builder.add(0x300, 0x10, 2, 1, 0);
        builder.add(0x100, 0x10, 0, 1, 0);
        builder.add(0x200, 0, 1, 1, 0);
        var table = builder.build();
        assertEquals("- a a - b b c c -", String.join(" ", at(table, 0xff), at(table, 0x100), at(table, 0x10f), at(table, 0x110),
                at(table, 0x200), at(table, 0x2ff), at(table, 0x300), at(table, 0x30f), at(table, 0x310)));
    }

    @Test
    void keepsTheBestOfSeveralNames() {
        byte[] names = bytes("abc");
        var builder = new SymbolTable.Builder(names);
        builder.add(0x100, 4, 0, 1, 2);
        builder.add(0x100, 4, 1, 1, 0);
        builder.add(0x100, 4, 2, 1, 0);
        var table = builder.build();
        assertEquals(1, table.size());
        assertEquals("b", at(table, 0x102));
    }

    @Test
    void readsTheKernelsList() {
        var table = KernelSymbols.parse(bytes("""
                ffffffff81000000 T first
                ffffffff81000000 t alias
                0000000000001000 D data_is_left_out
                ffffffff81000100 t second.part.0
                ffffffffc0000000 t third\t[module]
                ffffffffc0000200 T fourth\t[module]
                """));
        assertEquals("first", at(table, 0xffffffff81000010L));
        assertEquals("second.part.0", at(table, 0xffffffff81000100L));
        assertEquals("third", at(table, 0xffffffffc0000001L));
        // The last function's end is not known, and the gap before it belongs to nobody.
        assertEquals("fourth", at(table, 0xffffffffc0000200L));
        assertEquals("-", at(table, 0xffffffffb0000000L));
        assertEquals(Optional.of(new SymbolTable.Symbol("third", 0xffffffffc0000000L, 0xffffffffc0000200L)), table.named("third"));
        assertTrue(table.named("data_is_left_out").isEmpty());
    }

    @Test
    void hasNoNamesWhereAddressesAreHidden() {
        assertEquals(0, KernelSymbols.parse(bytes("0000000000000000 T first\n0000000000000000 T second\n")).size());
    }

    @Test
    void readsPerfMaps() {
        var table = PerfMap.parse(bytes("7f0000001000 40 void Main::run(int)\nnonsense\n0x7f0000002000 10 stub\n7f0000003000 0 empty\n"));
        assertEquals("void Main::run(int)", at(table, 0x7f0000001020L));
        assertEquals("stub", at(table, 0x7f0000002000L));
        assertEquals(2, table.size());
    }
}
