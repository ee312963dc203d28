package dev.tarn.bpf.sys;

/// The processors that the kernel reckons with.
public final class Cpus {
    private Cpus() {}

    /// Returns how many processors there may be, whether they run or not: as many values as a per-CPU map has for a key.
    public static int possible() {
        int count = Libbpf.calls().libbpf_num_possible_cpus();
        if (count <= 0) {
            throw new IllegalStateException("libbpf_num_possible_cpus: " + Errno.name(count));
        }
        return count;
    }
}
