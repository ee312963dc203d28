package dev.tarn.bpf.symbol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Names the addresses of stacks. Belongs to one thread.
///
/// A process has to be alive when its stack is named for the first time; what was learnt of it then is used as long as it is among
/// the last processes asked for. What has no name in its file is `[FILE+0xADDRESS BUILD-ID]`, and what belongs to no file `[unknown]`.
public final class Symbolizer {
    /// What an address is called that belongs to no known file.
    public static final String UNKNOWN = "[unknown]";

    private static final int MAX_FILES = 64;
    private static final int MAX_PROCESSES = 1024;

    private static final class Process {
        ProcessMaps maps = new ProcessMaps(List.of());
        PerfMap perfMap = PerfMap.NONE;
        long generation = -1;
    }

    private Optional<SymbolTable> kernel = Optional.empty();
    private final Map<String, ElfSymbols> files = recent(MAX_FILES);
    private final Map<Integer, Process> processes = recent(MAX_PROCESSES);
    private Optional<ElfSymbols> vdso = Optional.empty();
    private long generation;

    private static <K, V> Map<K, V> recent(int limit) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > limit;
            }
        };
    }

    /// Says that time has passed: the maps of processes are read anew when they are next asked for.
    public void refresh() {
        generation++;
    }

    /// Returns where a function of the kernel lies; empty if it is not known, or addresses may not be seen (CAP_SYSLOG).
    public Optional<SymbolTable.Symbol> kernelFunction(String name) {
        return kernelTable().named(name);
    }

    /// Returns the name of the kernel's function at an address.
    public String kernelName(long address) {
        return kernelTable().at(address).map(SymbolTable.Symbol::name).orElse(UNKNOWN);
    }

    /// Returns the names of the kernel's functions that a stack leads through.
    ///
    /// @param addresses where each function goes on, leaf first: the instruction after its call
    public List<String> kernelStack(long[] addresses) {
        var names = new ArrayList<String>(addresses.length);
        for (long address : addresses) {
            // A call may be the last instruction of its function, and then the address belongs to the next one.
            names.add(kernelName(address - 1));
        }
        return names;
    }

    private SymbolTable kernelTable() {
        if (kernel.isEmpty()) {
            try {
                kernel = Optional.of(KernelSymbols.load());
            } catch (IOException e) {
                kernel = Optional.of(SymbolTable.EMPTY);
            }
        }
        return kernel.get();
    }

    /// Returns the names of a process's functions that a stack leads through.
    ///
    /// @param pid the process
    /// @param addresses the instruction reached, then where each caller goes on
    public List<String> userStack(int pid, long[] addresses) {
        if (addresses.length == 0) {
            return List.of();
        }
        var process = process(pid);
        var names = new ArrayList<String>(addresses.length);
        for (int i = 0; i < addresses.length; i++) {
            names.add(userName(pid, process, i == 0 ? addresses[i] : addresses[i] - 1));
        }
        return names;
    }

    private Process process(int pid) {
        var process = processes.computeIfAbsent(pid, _ -> new Process());
        if (process.generation != generation) {
            process.generation = generation;
            try {
                process.maps = ProcessMaps.load(pid);
            } catch (IOException e) {
                // It has ended, or is not ours to see: what was known before has to do.
                return process;
            }
            process.perfMap = PerfMap.load(Path.of("/proc/" + pid + "/root/tmp/perf-" + pid + ".map"), process.perfMap);
        }
        return process;
    }

    private String userName(int pid, Process process, long address) {
        var mapping = process.maps.at(address);
        if (mapping.isEmpty()) {
            return UNKNOWN;
        }
        if (Vdso.is(mapping.get())) {
            if (vdso.isEmpty()) {
                vdso = Optional.of(Vdso.load());
            }
            return vdso.get().at(address - mapping.get().start()).orElse(mapping.get().path());
        }
        if (!mapping.get().isFile()) {
            return process.perfMap.table().at(address).map(SymbolTable.Symbol::name)
                    .orElse(mapping.get().path().isEmpty() ? UNKNOWN : mapping.get().path());
        }
        var symbols = symbols(pid, mapping.get());
        long place = address - mapping.get().start() + mapping.get().fileOffset();
        return symbols.at(place).orElseGet(() -> symbols.address(place).map(within -> nameless(mapping.get(), within, symbols)).orElse(UNKNOWN));
    }

    /// What it takes to find the function later, when there is a file with its name: `[FILE+0xADDRESS BUILD-ID]`.
    private static String nameless(ProcessMaps.Mapping mapping, long address, ElfSymbols symbols) {
        String file = mapping.path().replaceAll(" \\(deleted\\)$", "");
        return "[" + file.substring(file.lastIndexOf('/') + 1) + "+0x" + Long.toHexString(address)
                + symbols.buildId().map(id -> " " + id).orElse("") + "]";
    }

    private ElfSymbols symbols(int pid, ProcessMaps.Mapping mapping) {
        return files.computeIfAbsent(mapping.file(), _ -> load(pid, mapping));
    }

    /// The mapped file, through the process's own root folder and even if it was deleted meanwhile. Of a process that has ended, the file
    /// of that name here, if it is the same.
    private static ElfSymbols load(int pid, ProcessMaps.Mapping mapping) {
        if (mapping.path().endsWith(" (deleted)")) {
            return ElfSymbols.load(Path.of("/proc/" + pid + "/map_files"), Path.of("%x-%x".formatted(mapping.start(), mapping.end())));
        }
        var path = Path.of("/").relativize(Path.of(mapping.path()));
        var root = Path.of("/proc/" + pid + "/root");
        if (Files.exists(root.resolve(path))) {
            return ElfSymbols.load(root, path);
        }
        return isSame(mapping) ? ElfSymbols.load(Path.of("/"), path) : ElfSymbols.NONE;
    }

    private static boolean isSame(ProcessMaps.Mapping mapping) {
        try {
            long inode = ((Number) Files.getAttribute(Path.of(mapping.path()), "unix:ino")).longValue();
            return mapping.file().endsWith(" " + inode);
        } catch (IOException e) {
            return false;
        }
    }

    /// Looks at a process that has just been met, so that its addresses can be named even when it has ended.
    public void learn(int pid) {
        process(pid);
    }
}
