package dev.tarn.bpf.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names of addresses of this very process, whose maps and files are real.
class SymbolizerTest {
    private static final int PID = (int) ProcessHandle.current().pid();

    private static long address(String function) {
        SymbolLookup library = Linker.nativeLinker().defaultLookup();
        return library.find(function).orElseThrow().address();
    }

    @Test
    void namesFunctionsOfSharedLibraries() {
        assumeTrue(Files.exists(Path.of("/proc/self/maps")), "there is no /proc");
        var symbolizer = new Symbolizer();
        // The first address is where a function is, the others where functions go on after a call.
        assertEquals(List.of("getpid", "qsort"), symbolizer.userStack(PID, new long[] {address("getpid"), address("qsort") + 2})
                .stream().map(name -> name.replace("__", "")).toList());
    }

    @Test
    void hasNoNameForWhatIsNowhere() {
        var symbolizer = new Symbolizer();
        assertEquals(List.of(Symbolizer.UNKNOWN, Symbolizer.UNKNOWN), symbolizer.userStack(PID, new long[] {1, 2}));
        assertEquals(List.of(Symbolizer.UNKNOWN), symbolizer.userStack(Integer.MAX_VALUE, new long[] {address("getpid")}));
    }

    @Test
    void namesJavaMethodsByThePerfMap() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/maps")), "there is no /proc");
        // Memory without a file, executable: the virtual machine's own compiled code.
        var code = ProcessMaps.load(PID).mappings().stream().filter(mapping -> mapping.path().isEmpty()).findFirst().orElseThrow();
        var map = Path.of("/tmp/perf-" + PID + ".map");
        assumeTrue(Files.notExists(map), map + " is there already");
        try {
            Files.writeString(map, Long.toHexString(code.start()) + " 100 LMain;::run\n");
            var symbolizer = new Symbolizer();
            assertEquals(List.of("LMain;::run", Symbolizer.UNKNOWN),
                    symbolizer.userStack(PID, new long[] {code.start() + 8, code.start() + 0x200}));
            Files.writeString(map, Long.toHexString(code.start()) + " 1000 LMain;::compiledAgain\n");
            symbolizer.refresh();
            assertEquals(List.of("LMain;::compiledAgain"), symbolizer.userStack(PID, new long[] {code.start() + 0x200}));
        } finally {
            Files.delete(map);
        }
    }

    @Test
    void namesFunctionsThatTheKernelGivesEveryProcess() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/maps")), "there is no /proc");
        var vdso = ProcessMaps.load(PID).mappings().stream().filter(mapping -> mapping.path().equals("[vdso]")).findFirst();
        assumeTrue(vdso.isPresent(), "this kernel gives none");
        var names = new java.util.HashSet<String>();
        var symbolizer = new Symbolizer();
        for (long at = vdso.get().start(); at < vdso.get().end(); at += 16) {
            names.addAll(symbolizer.userStack(PID, new long[] {at}));
        }
        assertTrue(names.stream().anyMatch(name -> name.contains("clock_gettime")), names::toString);
    }

    @Test
    void findsSymbolsOfStrippedFiles(@TempDir Path folder) throws Exception {
        for (var program : List.of("clang", "objcopy")) {
            assumeTrue(java.util.Arrays.stream(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, program))),
                    program + " is not installed");
        }
        Files.writeString(folder.resolve("a.c"), "static __attribute__((noinline)) int hidden(int x) { return x * 3; }\n"
                + "int main(int c, char **v) { (void)v; return hidden(c); }\n");
        var script = """
                clang -g -O0 a.c -o whole -Wl,--build-id=none
                objcopy --only-keep-debug whole linked.debug
                objcopy --strip-all --add-gnu-debuglink=linked.debug whole linked
                clang -g -O0 a.c -o whole2 -Wl,--build-id=sha1
                objcopy --only-keep-debug whole2 build.debug
                objcopy --strip-all whole2 identified
                objcopy -O binary --only-section=.note.gnu.build-id whole2 note
                """;
        var process = new ProcessBuilder("/bin/sh", "-ec", script).directory(folder.toFile()).inheritIO().start();
        assumeTrue(process.waitFor() == 0, "the toolchain cannot make these files");
        assertHasHidden(ElfSymbols.load(folder, Path.of("linked")), true);
        byte[] note = Files.readAllBytes(folder.resolve("note"));
        String id = java.util.HexFormat.of().formatHex(note, 16, note.length);
        assertHasHidden(ElfSymbols.load(folder, Path.of("identified")), false);
        assertEquals(id, ElfSymbols.load(folder, Path.of("identified")).buildId().orElseThrow());
        var home = Files.createDirectories(folder.resolve("usr/lib/debug/.build-id/" + id.substring(0, 2)));
        Files.move(folder.resolve("build.debug"), home.resolve(id.substring(2) + ".debug"));
        assertHasHidden(ElfSymbols.load(folder, Path.of("identified")), true);
        // Another file of that name is not taken.
        Files.writeString(folder.resolve("linked.debug"), "something else");
        assertHasHidden(ElfSymbols.load(folder, Path.of("linked")), false);
    }

    /// What lies in a file without symbols can still be named by who has them.
    @Test
    void keepsThePlaceAndTheBuildOfWhatHasNoName() throws Exception {
        var process = new ProcessBuilder("sleep", "60").start();
        try {
            int pid = (int) process.pid();
            Optional<ProcessMaps.Mapping> code = Optional.empty();
            // It is a copy of this process until it has become the program.
            for (int tries = 0; tries < 1000 && code.isEmpty(); tries++) {
                Thread.sleep(5);
                code = ProcessMaps.load(pid).mappings().stream().filter(mapping -> mapping.path().endsWith("/" + Path.of(
                        ProcessHandle.of(pid).flatMap(handle -> handle.info().command()).orElse("?")).getFileName())).findFirst();
            }
            var elf = ElfSymbols.load(Path.of("/"), Path.of(code.orElseThrow().path().substring(1)));
            assumeTrue(elf.at(code.get().fileOffset() + 16).isEmpty(), "sleep has symbols here");
            String name = Path.of(code.get().path()).getFileName() + "+0x" + Long.toHexString(elf.address(code.get().fileOffset() + 16).orElseThrow());
            assertEquals(List.of("[" + name + elf.buildId().map(id -> " " + id).orElse("") + "]"),
                    new Symbolizer().userStack(pid, new long[] {code.get().start() + 16}));
        } finally {
            process.destroy();
        }
    }

    private static void assertHasHidden(ElfSymbols symbols, boolean expected) {
        assertEquals(expected, symbols.table().named("hidden").isPresent());
    }

    @Test
    void knowsTheKernelsFunctions() {
        var symbolizer = new Symbolizer();
        var function = symbolizer.kernelFunction("ip_output");
        assumeTrue(function.isPresent(), "the kernel shows no addresses (CAP_SYSLOG)");
        long start = function.get().start();
        assertEquals("ip_output", symbolizer.kernelName(start));
        assertEquals(List.of("ip_output", "ip_output"), symbolizer.kernelStack(new long[] {start + 5, function.get().end()}));
        assertTrue(function.get().end() > start);
    }

    @Test
    void readsMaps() {
        var maps = ProcessMaps.parse(List.of(
                "55d0-55d8 r-xp 00000400 08:01 42                   /usr/bin/with a space",
                "55d8-55e0 rw-p 00000000 08:01 42                   /usr/bin/data",
                "7f00-7f80 rwxp 00000000 00:00 0 ",
                "7ff0-7ff8 r-xp 00000000 00:00 0                    [vdso]"));
        assertEquals(3, maps.mappings().size());
        assertEquals(new ProcessMaps.Mapping(0x55d0, 0x55d8, 0x400, "08:01 42", "/usr/bin/with a space"), maps.at(0x55d7).orElseThrow());
        assertTrue(maps.at(0x55d8).isEmpty());
        assertEquals("", maps.at(0x7f10).orElseThrow().path());
    }
}
