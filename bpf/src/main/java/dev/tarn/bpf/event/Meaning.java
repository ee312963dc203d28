package dev.tarn.bpf.event;

import java.util.Map;
import java.util.Optional;

/// What the name of a C type says beyond the type: the names of `tarn.bpf.h`, and those of Inspektor Gadget.
enum Meaning {
    /// The BTF id of the struct itself: no field.
    EVENT_TYPE,
    /// Boot clock.
    TIME,
    /// Monotonic clock.
    MONOTONIC_TIME,
    /// Time of reading.
    READ_TIME,
    /// Nanoseconds.
    DURATION,
    /// 4 or 16 bytes, network order.
    IP,
    /// Two bytes, network order.
    NETWORK_PORT,
    /// Six bytes of a hardware address.
    MAC,
    /// The kernel's `dev_t`.
    DEVICE,
    /// An error number.
    ERRNO,
    /// A signal.
    SIGNAL,
    /// A system call.
    SYSCALL,
    /// Flags of open(2).
    OPEN_FLAGS,
    /// An enum that is to become its symbol's text.
    SYMBOL,
    /// The id of a cgroup, which also says which container it is.
    CGROUP,
    /// Counts of times by powers of two, in microseconds.
    LATENCY_HISTOGRAM,
    /// Counts of numbers by powers of two.
    SIZE_HISTOGRAM,
    /// Counts of numbers by their exponents, from 0.
    EXPONENT_HISTOGRAM,
    /// An address of the kernel.
    KERNEL_SYMBOL,
    /// A stack of the kernel in the object's stack map.
    KERNEL_STACK,
    /// A stack of a process in the object's stack map.
    USER_STACK,
    /// A stack of the kernel in the frames maps.
    KERNEL_FRAMES,
    /// A stack of a process in the frames maps.
    USER_FRAMES,
    /// The place of a text.
    LOCATED_STRING,
    /// The place of bytes.
    LOCATED_BYTES,
    /// The place of texts.
    LOCATED_STRINGS;

    private static final Map<String, Meaning> BY_NAME = Map.ofEntries(
            Map.entry("event_type_t", EVENT_TYPE),
            Map.entry("ts_t", TIME),
            Map.entry("gadget_timestamp", TIME),
            Map.entry("mono_t", MONOTONIC_TIME),
            Map.entry("read_time_t", READ_TIME),
            Map.entry("duration_t", DURATION),
            Map.entry("gadget_duration", DURATION),
            Map.entry("ip_t", IP),
            Map.entry("ipv4_t", IP),
            Map.entry("ipv6_t", IP),
            Map.entry("port_be_t", NETWORK_PORT),
            Map.entry("mac_t", MAC),
            Map.entry("dev_id_t", DEVICE),
            Map.entry("errno_t", ERRNO),
            Map.entry("gadget_errno", ERRNO),
            Map.entry("sig_t", SIGNAL),
            Map.entry("gadget_signal", SIGNAL),
            Map.entry("syscall_t", SYSCALL),
            Map.entry("gadget_syscall", SYSCALL),
            Map.entry("open_flags_t", OPEN_FLAGS),
            Map.entry("symbol_t", SYMBOL),
            Map.entry("cgroup_t", CGROUP),
            Map.entry("latency_hist_t", LATENCY_HISTOGRAM),
            Map.entry("gadget_histogram_slot__u32", EXPONENT_HISTOGRAM),
            Map.entry("gadget_histogram_slot__u64", EXPONENT_HISTOGRAM),
            Map.entry("size_hist_t", SIZE_HISTOGRAM),
            Map.entry("ksym_t", KERNEL_SYMBOL),
            Map.entry("kstack_t", KERNEL_STACK),
            Map.entry("gadget_kernel_stack", KERNEL_STACK),
            Map.entry("ustack_t", USER_STACK),
            Map.entry("kernel_frames_t", KERNEL_FRAMES),
            Map.entry("user_frames_t", USER_FRAMES),
            Map.entry("str_loc_t", LOCATED_STRING),
            Map.entry("bytes_loc_t", LOCATED_BYTES),
            Map.entry("argv_loc_t", LOCATED_STRINGS));

    /// Returns the meaning of a type name; empty for a name that says nothing special.
    static Optional<Meaning> of(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }
}
