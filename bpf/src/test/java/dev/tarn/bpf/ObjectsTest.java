package dev.tarn.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The compiled objects are those of the sources.
class ObjectsTest {
    /// Other versions make other, equally good, bytes.
    private static final String CLANG = "clang version 14.0.6";
    private static final Path SCRIPT = Path.of("src/main/bpf/build.sh");

    private static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "did not end");
        assertEquals(0, process.exitValue(), text);
        return text;
    }

    private static boolean installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Map<String, byte[]> objects(Path folder) throws IOException {
        var objects = new TreeMap<String, byte[]>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(".bpf.o")).toList()) {
                objects.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return objects;
    }

    private static void assertCurrent(Path sources, Path objects, Path scratch) throws IOException, InterruptedException {
        assumeTrue(installed("clang") && installed("llvm-strip"), "clang and llvm-strip are not installed");
        assumeTrue(Files.exists(Path.of("/usr/include/bpf/bpf_helpers.h")), "libbpf's headers are not installed (libbpf-dev)");
        String version = output("clang", "--version").lines().findFirst().orElse("");
        assumeTrue(version.contains(CLANG), () -> "the objects are made by " + CLANG + ", here is " + version);
        output(SCRIPT.toString(), sources.toString(), scratch.toString());
        var made = objects(scratch);
        var kept = objects(objects);
        assertEquals(made.keySet(), kept.keySet(), "objects of sources");
        for (var name : made.keySet()) {
            assertTrue(Arrays.equals(made.get(name), kept.get(name)),
                    () -> name + " is out of date: run " + SCRIPT + " " + sources + " " + objects);
        }
    }

    @Test
    void ofTheToolsAreCurrent(@TempDir Path scratch) throws Exception {
        assertCurrent(Path.of("src/main/bpf"), Path.of("src/main/resources/dev/tarn/bpf/tool"), scratch);
    }

    @Test
    void ofTheTestsAreCurrent(@TempDir Path scratch) throws Exception {
        assertCurrent(Path.of("src/test/bpf"), Path.of("src/test/resources/dev/tarn/bpf"), scratch);
    }

    @Test
    void areThereForEachToolAndArchitecture() throws Exception {
        var kept = objects(Path.of("src/main/resources/dev/tarn/bpf/tool"));
        for (var tool : Tools.names()) {
            assertTrue(kept.containsKey("x86_64/" + tool + ".bpf.o") && kept.containsKey("aarch64/" + tool + ".bpf.o"), tool);
        }
    }
}
