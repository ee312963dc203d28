package dev.tarn.bpf.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.bpf.Tools;
import dev.tarn.bpf.btf.Btf;
import dev.tarn.bpf.elf.ElfFile;
import dev.tarn.bpf.tool.Architecture;
import dev.tarn.bpf.tool.ToolDescription;
import dev.tarn.bpf.tool.ToolOption;
import dev.tarn.model.type.RecordType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The pages of the tools in `docs/tools` say what the tools are: made from their descriptions, their headers and their objects.
///
/// `-Dtarn.docs.update=true` writes them anew.
class ToolPagesTest {
    private static final Path PAGES = Path.of("../docs/tools");
    private static final Path HEADERS = Path.of("src/main/bpf");
    private static final Pattern MEMBER = Pattern.compile("\\t(?:SYMBOL )?(?:enum )?\\w+ (\\w+)(?:\\[\\w+\\])?;\\s+/\\* (.*) \\*/");
    /// What members mean that many events share.
    private static final Map<String, String> SHARED = Map.ofEntries(
            Map.entry("ts", "when it happened"),
            Map.entry("comm", "the thread's name, or of counts the process's"),
            Map.entry("pid", "its process"),
            Map.entry("tid", "the thread"),
            Map.entry("ppid", "the parent process"),
            Map.entry("uid", "the user"),
            Map.entry("gid", "the group"),
            Map.entry("cgroup", "number of its cgroup (v2)"),
            Map.entry("container", "name or id of its container, null for none"),
            Map.entry("count", "how many"),
            Map.entry("total", "time of all together"),
            Map.entry("max", "the longest"),
            Map.entry("buckets", "how many took from `lo` to less than `hi`"),
            Map.entry("disk", "the disk's name"),
            Map.entry("op", "what was done"),
            Map.entry("file", "the file's name"),
            Map.entry("folder", "its folder's name"),
            Map.entry("fs", "its file system's type"),
            Map.entry("device", "its file system's device"),
            Map.entry("inode", "its number there"),
            Map.entry("laddr", "address of this end"),
            Map.entry("lport", "port of this end"),
            Map.entry("raddr", "address of the other end"),
            Map.entry("rport", "port of the other end"),
            Map.entry("namespace", "inode of the network namespace"),
            Map.entry("error", "name of the error, null without"),
            Map.entry("latency", "how long it took"),
            Map.entry("signal", "the signal"),
            Map.entry("call", "the system call"));

    private static String page(String name) throws IOException {
        var tool = Tools.named(name).description();
        var text = new StringBuilder("# ").append(name).append("\n\n").append(sentence(tool.summary())).append("\n\n    zed trace ").append(name)
                .append("\n\n").append(tool.help()).append("\n\n");
        record(name, text);
        text.append("\n## Options\n\n");
        for (var option : tool.options()) {
            String preset = option.preset().isEmpty() ? "" : " (" + option.preset() + " unless told otherwise)";
            text.append("- `").append(option.name()).append("=`: ").append(option.help()).append(preset).append('\n');
        }
        text.append("\n## Queries\n");
        for (var example : tool.examples()) {
            text.append('\n').append(example.question()).append("\n\n    ").append(example.query()).append('\n');
        }
        hooks(name, text);
        return text.toString();
    }

    private static String sentence(String summary) {
        return Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".";
    }

    private static byte[] object(String name) throws IOException {
        try (var in = Tools.class.getResourceAsStream("tool/" + Architecture.X86_64.folder() + "/" + name + ".bpf.o")) {
            return in.readAllBytes();
        }
    }

    private static void record(String name, StringBuilder text) throws IOException {
        Map<String, String> comments = new HashMap<>(SHARED);
        for (var line : Files.readAllLines(HEADERS.resolve(name + ".h"))) {
            var member = MEMBER.matcher(line);
            if (member.matches()) {
                comments.put(member.group(1), member.group(2));
            }
        }
        try (var elf = ElfFile.of(name, object(name))) {
            var btf = Btf.of(name, elf);
            var type = (RecordType) EventPlan.of(btf, btf.struct(name).orElseThrow()).type().under();
            text.append("## Records\n\nNamed `").append(name).append("`.\n\n| field | type | |\n|---|---|---|\n");
            for (var field : type.fields()) {
                text.append("| `").append(field.name()).append("` | `").append(field.type()).append("` | ")
                        .append(comments.getOrDefault(field.name(), "")).append(" |\n");
            }
        }
    }

    private static void hooks(String name, StringBuilder text) throws IOException {
        text.append("\n## Hooks\n\nOf each part the first that the kernel has:\n\n");
        Map<String, List<String>> parts = new java.util.LinkedHashMap<>();
        try (var elf = ElfFile.of(name, object(name))) {
            var sections = elf.sections();
            record Program(String role, String section, int number, long start) {}
            var programs = new java.util.ArrayList<Program>();
            elf.symbols(".symtab", (strings, at, kind, section, value, size) -> {
                if ((kind & 15) == 2 && kind >>> 4 == 1 && section > 0 && !sections.get(section).name().equals(".text")) {
                    programs.add(new Program(ElfFile.text(strings, at).split("__")[0], sections.get(section).name(), section, value));
                }
            });
            programs.sort(java.util.Comparator.comparingInt(Program::number).thenComparingLong(Program::start));
            programs.forEach(program -> parts.computeIfAbsent(program.role(), _ -> new java.util.ArrayList<>()).add(program.section()));
        }
        parts.forEach((role, sections) -> text.append("- ").append(role.equals("chosen") ? "what an option names" : role.replace("maybe_", ""))
                .append(role.startsWith("maybe_") ? " (does without)" : "").append(": ")
                .append(sections.stream().map(section -> "`" + section + "`").collect(Collectors.joining(", "))).append('\n'));
    }

    @Test
    void areCurrent() throws Exception {
        if (Boolean.getBoolean("tarn.docs.update")) {
            Files.createDirectories(PAGES);
            for (var name : Tools.names()) {
                Files.writeString(PAGES.resolve(name + ".md"), page(name));
            }
            Files.writeString(PAGES.resolve("README.md"), index());
        }
        for (var name : Tools.names()) {
            assertEquals(page(name), Files.readString(PAGES.resolve(name + ".md")), "run the test with -Dtarn.docs.update=true");
        }
        assertEquals(index(), Files.readString(PAGES.resolve("README.md")), "run the test with -Dtarn.docs.update=true");
        try (var files = Files.list(PAGES)) {
            var expected = new TreeSet<>(Tools.names().stream().map(name -> name + ".md").toList());
            expected.add("README.md");
            assertEquals(expected, files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static String index() {
        var text = new StringBuilder("""
                # The tools of the collector

                `zed trace all` runs the first ten, `zed trace NAME...` any of them; `zed trace -list` says which hooks this kernel has.
                Every tool has its page. What is lost becomes records of type `lost`, what the collector itself does records of type
                `collector`.

                | tool | records |
                |---|---|
                """);
        for (var name : Tools.names()) {
            ToolDescription tool = Tools.named(name).description();
            text.append("| [").append(name).append("](").append(name).append(".md) | ").append(tool.summary()).append(" |\n");
        }
        text.append("\nOptions of all tools whose events belong to a process: ")
                .append(ToolOption.COMMON.stream().map(option -> "`" + option.name() + "=` (" + option.help() + ")").collect(Collectors.joining(", ")))
                .append("; of tools that send events one by one `ring=` (").append(ToolOption.RING_SIZE.help()).append(").\n");
        return text.toString();
    }
}
