package dev.tarn.bpf.tool;

import dev.tarn.bpf.elf.ElfFile;
import dev.tarn.model.CorruptException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parts of a tool and their alternatives, read off the names of an object's programs.
///
///     Name := Role [ "__" Alternative [ "__" Part ] ]
///
/// A role that several names share has alternatives, in the order of the object; an alternative's parts are loaded together. An
/// object that follows no such rule, somebody's own, simply has a role for each program.
public final class ProgramRoles {
    private static final int KIND_FUNCTION = 2;
    private static final int GLOBAL = 1;
    private static final int EXECUTABLE_TYPE = 1;

    private record Program(String name, String section, int sectionNumber, long start) {}

    private ProgramRoles() {}

    /// Returns the roles of an object's programs, with what the kernel has of their hooks.
    ///
    /// @param origin what messages call the object
    /// @throws CorruptException if the object is damaged
    public static List<HookStatus> of(String origin, byte[] object, KernelHooks hooks) {
        Map<String, Map<String, List<Program>>> roles = new LinkedHashMap<>();
        for (var program : programs(origin, object)) {
            String[] parts = program.name().split("__", 3);
            roles.computeIfAbsent(parts[0], _ -> new LinkedHashMap<>())
                    .computeIfAbsent(parts.length > 1 ? parts[1] : "", _ -> new ArrayList<>())
                    .add(program);
        }
        var statuses = new ArrayList<HookStatus>();
        roles.forEach((role, alternatives) ->
                statuses.add(new HookStatus(role, alternatives.values().stream().map(parts -> alternative(parts, hooks)).toList())));
        return statuses;
    }

    private static HookStatus.Alternative alternative(List<Program> parts, KernelHooks hooks) {
        Optional<String> problem = parts.stream().flatMap(part -> hooks.problem(part.section()).stream()).findFirst();
        return new HookStatus.Alternative(
                parts.stream().map(Program::name).toList(), parts.stream().map(Program::section).toList(), problem);
    }

    private static List<Program> programs(String origin, byte[] object) {
        var programs = new ArrayList<Program>();
        try (var elf = ElfFile.of(origin, object)) {
            var sections = elf.sections();
            elf.symbols(".symtab", (strings, name, kind, section, value, size) -> {
                boolean function = (kind & 15) == KIND_FUNCTION && kind >>> 4 == GLOBAL && size > 0;
                if (function && section > 0 && section < sections.size()) {
                    var in = sections.get(section);
                    // Functions in .text are called by programs and are none themselves.
                    if (in.type() == EXECUTABLE_TYPE && !in.name().equals(".text")) {
                        programs.add(new Program(ElfFile.text(strings, name), in.name(), section, value));
                    }
                }
            });
        } catch (IOException e) {
            throw new CorruptException(origin + ": the object cannot be read: " + e.getMessage(), e);
        }
        // The order of the source; that of the symbol table is the compiler's.
        programs.sort(Comparator.comparingInt(Program::sectionNumber).thenComparingLong(Program::start));
        return programs;
    }
}
