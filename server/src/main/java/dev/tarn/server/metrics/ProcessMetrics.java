package dev.tarn.server.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Tells what the process and its JVM use, under the names that Prometheus' own client library for Java gives it, so that dashboards
/// made for that show them.
public final class ProcessMetrics implements MetricSource {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    @Override
    public void collect(Exposition out) {
        process(out);
        memory(out);
        collections(out);
        out.gauge("jvm_threads_current", "Threads of the JVM, without virtual ones.")
                .value(ManagementFactory.getThreadMXBean().getThreadCount());
        out.gauge("jvm_info", "The JVM.").value(1, "vendor", System.getProperty("java.vendor", ""),
                "version", System.getProperty("java.runtime.version", ""));
    }

    private static void process(Exposition out) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            out.counter("process_cpu_seconds_total", "CPU time of the process, user and system.").value(system.getProcessCpuTime() / 1e9);
            out.gauge("process_open_fds", "Open file descriptors.").value(system.getOpenFileDescriptorCount());
            out.gauge("process_max_fds", "How many file descriptors may be open.").value(system.getMaxFileDescriptorCount());
        }
        out.gauge("process_start_time_seconds", "When the process started, in seconds since 1970.")
                .value(ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
        residentBytes().ifPresent(bytes ->
                out.gauge("process_resident_memory_bytes", "Memory of the process that is in RAM.").value(bytes));
    }

    private static OptionalLong residentBytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.substring(RESIDENT.length()).replace("kB", "").strip()) * 1024).findFirst();
        } catch (IOException e) {
            // Only Linux tells.
            return OptionalLong.empty();
        }
    }

    private static void memory(Exposition out) {
        var memory = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        MemoryUsage other = memory.getNonHeapMemoryUsage();
        out.gauge("jvm_memory_used_bytes", "Memory of the JVM in use.")
                .value(heap.getUsed(), "area", "heap").value(other.getUsed(), "area", "nonheap");
        out.gauge("jvm_memory_committed_bytes", "Memory that the JVM has from the operating system.")
                .value(heap.getCommitted(), "area", "heap").value(other.getCommitted(), "area", "nonheap");
        out.gauge("jvm_memory_max_bytes", "How much memory may become; -1 for no limit.")
                .value(heap.getMax(), "area", "heap").value(other.getMax(), "area", "nonheap");
    }

    private static void collections(Exposition out) {
        var collections = out.summary("jvm_gc_collection_seconds", "Time in garbage collections.");
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections.sum(Math.max(0, collector.getCollectionCount()), Math.max(0, collector.getCollectionTime()) / 1e3,
                    "gc", collector.getName());
        }
    }
}
