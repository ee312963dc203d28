package dev.tarn.bpf.sys;

import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jnr.ffi.Pointer;

/// An event that the kernel counts itself and that programs can be attached to, on each CPU (perf_event_open).
public enum SoftwareEvent {
    /// A clock: programs run at a frequency.
    CPU_CLOCK(0, true),
    /// Each page fault.
    PAGE_FAULTS(2, false),
    /// What programs send through a perf buffer; see [PerfPages].
    BPF_OUTPUT(10, false);

    private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");
    private static final int TYPE_SOFTWARE = 1;
    /// struct perf_event_attr in its first version: type(u32) size(u32) config(u64) period or frequency(u64) sample_type(u64)
    /// read_format(u64) flags(u64) wakeup(u32) bp_type(u32) config1(u64)
    private static final int ATTRIBUTES_BYTES = 64;
    private static final long SAMPLE_RAW = 1 << 10;
    /// Reading the descriptor gives the count, and how many samples were lost. Since Linux 6.0.
    private static final long FORMAT_LOST = 1 << 4;
    private static final int WAKE_EVENTS = 1024;
    private static final long FLAG_FREQUENCY = 1 << 10;
    private static final long CLOSE_ON_EXEC = 1 << 3;

    private final long number;
    private final boolean clock;

    SoftwareEvent(long number, boolean clock) {
        this.number = number;
        this.clock = clock;
    }

    /// Returns the event of a name such as `cpu_clock`.
    public static Optional<SoftwareEvent> named(String name) {
        for (var event : values()) {
            if (event.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    /// Opens the event on every CPU that runs.
    ///
    /// @param frequency times a second, for a clock; others count each time
    /// @return a descriptor for each CPU, for somebody else to close
    /// @throws UnsupportedException if the kernel refuses
    List<Integer> open(long frequency) {
        return open(frequency, 0);
    }

    /// Opens the event on every CPU that runs, so that what is lost of it can be read.
    ///
    /// @throws UnsupportedException if the kernel refuses; one before Linux 6.0 does
    List<Integer> openWithLost() {
        return open(0, FORMAT_LOST);
    }

    private List<Integer> open(long frequency, long readFormat) {
        var descriptors = new ArrayList<Integer>();
        try (var arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, 8);
            attributes.set(ValueLayout.JAVA_INT, 0, TYPE_SOFTWARE);
            attributes.set(ValueLayout.JAVA_INT, 4, ATTRIBUTES_BYTES);
            attributes.set(ValueLayout.JAVA_LONG, 8, number);
            attributes.set(ValueLayout.JAVA_LONG, 16, clock ? frequency : 1);
            if (this == BPF_OUTPUT) {
                attributes.set(ValueLayout.JAVA_LONG, 24, SAMPLE_RAW);
                attributes.set(ValueLayout.JAVA_INT, 48, WAKE_EVENTS);
            }
            attributes.set(ValueLayout.JAVA_LONG, 32, readFormat);
            attributes.set(ValueLayout.JAVA_LONG, 40, clock ? FLAG_FREQUENCY : 0);
            var pointer = Pointer.wrap(Libc.runtime(), attributes.address());
            for (int cpu : onlineCpus()) {
                long descriptor = Libc.calls().syscall(systemCall(), pointer, -1, cpu, -1, CLOSE_ON_EXEC);
                if (descriptor < 0) {
                    int error = Libc.lastError();
                    descriptors.forEach(Libc.calls()::close);
                    throw Refusal.of("perf event " + name().toLowerCase(Locale.ROOT) + " on CPU " + cpu, error);
                }
                descriptors.add((int) descriptor);
            }
        }
        return descriptors;
    }

    private static long systemCall() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> 298;
            case "aarch64" -> 241;
            default -> throw new UnsupportedException("perf_event_open: unknown architecture " + System.getProperty("os.arch"));
        };
    }

    /// The list has ranges and numbers: 0-3,5.
    static List<Integer> onlineCpus() {
        try {
            var cpus = new ArrayList<Integer>();
            for (String part : Files.readString(ONLINE).strip().split(",")) {
                int dash = part.indexOf('-');
                int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
                int last = Integer.parseInt(part.substring(dash + 1));
                for (int cpu = first; cpu <= last; cpu++) {
                    cpus.add(cpu);
                }
            }
            return cpus;
        } catch (IOException e) {
            throw new UnsupportedException(ONLINE + " cannot be read, to see which CPUs there are", e);
        }
    }
}
