package dev.tarn.bpf.sys;

import dev.tarn.bpf.elf.ElfFile;
import dev.tarn.model.CorruptException;
import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A compiled object with its programs and maps: opened, then changed (what to load, sizes, variables), then loaded.
///
/// Used by one thread at a time. Closing it frees programs and maps; links must be closed before.
public final class BpfObject implements AutoCloseable {
    private record Variable(String section, long offset, long size) {}

    private final String name;
    private final Map<String, Variable> variables = new HashMap<>();
    private final List<BpfProgram> programs = new ArrayList<>();
    private final Map<String, MemorySegment> live = new HashMap<>();
    private final Arena arena = Arena.ofShared();
    private boolean loaded;
    private long address;

    private BpfObject(String name, long address) {
        this.name = name;
        this.address = address;
        for (long at = 0; (at = Libbpf.calls().bpf_object__next_program(address, at)) != 0; ) {
            programs.add(new BpfProgram(this, at));
        }
    }

    /// Opens an object.
    ///
    /// @param name what messages call it
    /// @param elf the content of the file that clang made
    /// @throws CorruptException if it is damaged
    /// @throws UnsupportedException if libbpf is missing or cannot use it
    public static BpfObject open(String name, byte[] elf) {
        NativeLog.take();
        try (var arena = Arena.ofConfined(); var file = ElfFile.of(name, elf)) {
            MemorySegment bytes = arena.allocate(elf.length, 8).copyFrom(MemorySegment.ofArray(elf));
            // struct bpf_object_open_opts up to its second member: size_t sz, const char *object_name. Later ones are absent by sz.
            MemorySegment options = arena.allocate(2L * Long.BYTES, 8);
            options.set(ValueLayout.JAVA_LONG, 0, 2L * Long.BYTES);
            options.set(ValueLayout.JAVA_LONG, Long.BYTES, arena.allocateFrom(name).address());
            long address = Libbpf.calls().bpf_object__open_mem(bytes.address(), elf.length, options.address());
            if (address == 0) {
                throw Refusal.of(name + ": the object cannot be opened", Libc.lastError());
            }
            var object = new BpfObject(name, address);
            object.findVariables(file);
            return object;
        } catch (IOException e) {
            throw new CorruptException(name + ": the object cannot be read: " + e.getMessage(), e);
        }
    }

    private void findVariables(ElfFile file) throws IOException {
        var sections = file.sections();
        file.symbols(".symtab", (strings, at, kind, section, value, size) -> {
            if (section > 0 && section < sections.size() && size > 0) {
                String in = sections.get(section).name();
                if (in.equals(".rodata") || in.equals(".bss") || in.equals(".data")) {
                    variables.put(ElfFile.text(strings, at), new Variable(in, value, size));
                }
            }
        });
    }

    /// Returns what messages call it.
    public String name() {
        return name;
    }

    /// Returns its programs, in their order.
    public List<BpfProgram> programs() {
        return List.copyOf(programs);
    }

    /// Returns those of its programs that are loaded with it, in their order.
    public List<BpfProgram> loadedPrograms() {
        return programs.stream().filter(BpfProgram::isLoaded).toList();
    }

    /// Returns the first map of a kind, a number of the kernel's enum `bpf_map_type`.
    public Optional<BpfMap> mapOfType(int type) {
        for (long at = 0; (at = Libbpf.calls().bpf_object__next_map(address, at)) != 0; ) {
            if (Libbpf.calls().bpf_map__type(at) == type) {
                return Optional.of(new BpfMap(name, at));
            }
        }
        return Optional.empty();
    }

    /// Returns all maps, in their order.
    public List<BpfMap> maps() {
        var maps = new ArrayList<BpfMap>();
        for (long at = 0; (at = Libbpf.calls().bpf_object__next_map(address, at)) != 0; ) {
            maps.add(new BpfMap(name, at));
        }
        return maps;
    }

    /// Returns the map with the name.
    public Optional<BpfMap> map(String mapName) {
        long map = Libbpf.calls().bpf_object__find_map_by_name(address, mapName);
        return map == 0 ? Optional.empty() : Optional.of(new BpfMap(name, map));
    }

    /// Returns whether there is a global variable with the name.
    public boolean hasVariable(String variable) {
        return variables.containsKey(variable);
    }

    /// Sets a global variable of 1, 2, 4 or 8 bytes: constants before loading, others at any time.
    ///
    /// @throws IllegalStateException if there is none, or the value does not fit into it
    public void setVariable(String variable, long value) {
        var found = variables.get(variable);
        if (found == null) {
            throw new IllegalStateException(name + ": no variable " + variable);
        }
        var memory = loaded
                ? live.computeIfAbsent(found.section(), section -> variables(section).liveVariables(arena))
                : variables(found.section()).initialVariables();
        if (found.size() < 8 && value >>> 8 * found.size() != 0) {
            throw new IllegalStateException(name + ": variable " + variable + " of " + found.size() + " bytes set to " + value);
        }
        switch ((int) found.size()) {
            case 1 -> memory.set(ValueLayout.JAVA_BYTE, found.offset(), (byte) value);
            case 2 -> memory.set(ValueLayout.JAVA_SHORT, found.offset(), (short) value);
            // A program may read it meanwhile.
            case 4 -> ValueLayout.JAVA_INT.varHandle().setVolatile(memory, found.offset(), (int) value);
            case 8 -> ValueLayout.JAVA_LONG.varHandle().setVolatile(memory, found.offset(), value);
            default -> throw new IllegalStateException(name + ": variable " + variable + " has " + found.size() + " bytes");
        }
    }

    private BpfMap variables(String section) {
        return map(section).orElseThrow(() -> new IllegalStateException(name + ": no map for section " + section));
    }

    /// Loads maps and programs into the kernel.
    ///
    /// @throws UnsupportedException if the kernel refuses: a right is missing, or it does not know what a program uses
    public void load() {
        NativeLog.take();
        int result = Libbpf.calls().bpf_object__load(address);
        if (result != 0) {
            throw Refusal.of(name + ": the kernel does not take the programs", result);
        }
        loaded = true;
    }

    /// Frees programs and maps. May be called twice.
    @Override
    public void close() {
        if (address != 0) {
            Libbpf.calls().bpf_object__close(address);
            address = 0;
            arena.close();
        }
    }
}
