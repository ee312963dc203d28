package dev.tarn.bpf.event;

import dev.tarn.bpf.sys.Errno;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Validity;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A number that stands for something with a name, as that name: errors, signals, system calls, devices, kernel symbols.
final class LabelColumn extends Column {
    /// What the number stands for.
    enum Kind {
        /// An error number of either sign; 0 is null.
        ERRNO,
        /// A signal; 0 is null.
        SIGNAL,
        /// The number of a system call of this architecture.
        SYSCALL,
        /// The kernel's `dev_t`: major and minor number.
        DEVICE,
        /// Flags of open(2).
        OPEN_FLAGS,
        /// The container of a cgroup, by the cgroup's id; null where it is none.
        CONTAINER,
        /// An address of the kernel; 0 is null.
        KERNEL_SYMBOL,
        /// Six bytes of a hardware address.
        MAC
    }

    private final Kind kind;
    private final Column raw;

    /// @param raw reads the number, as a vector of longs
    LabelColumn(Kind kind, Column raw) {
        super(PrimitiveType.STRING);
        this.kind = kind;
        this.raw = raw;
    }

    @Override
    BytesVector read(EventRows rows, EventContext context) {
        long[] numbers = ((LongVector) raw.read(rows, context)).values();
        var labels = new TextArena(numbers.length, 16 * numbers.length);
        var validity = new Validity.Builder();
        // Few distinct numbers as a rule: each gets its text once and the rows share it.
        Map<Long, Integer> seen = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            Integer before = seen.get(numbers[i]);
            if (before != null) {
                labels.repeat(before);
            } else {
                seen.put(numbers[i], i);
                labels.appendValid(label(numbers[i], context).getBytes(StandardCharsets.UTF_8));
            }
            if (isAbsent(numbers[i], context)) {
                validity.invalid(i);
            } else {
                validity.valid(i);
            }
        }
        return labels.build(type(), validity.build());
    }

    private boolean isAbsent(long number, EventContext context) {
        return switch (kind) {
            case ERRNO, SIGNAL, KERNEL_SYMBOL -> number == 0;
            case CONTAINER -> context.containers().name(number).isEmpty();
            case SYSCALL, DEVICE, OPEN_FLAGS, MAC -> false;
        };
    }

    private String label(long number, EventContext context) {
        return switch (kind) {
            case ERRNO -> Errno.name((int) number);
            case SIGNAL -> SignalNames.name((int) number);
            case SYSCALL -> SyscallNames.name((int) number);
            case DEVICE -> (number >>> 20) + ":" + (number & 0xfffff);
            case OPEN_FLAGS -> OpenFlagNames.name((int) number);
            case CONTAINER -> context.containers().name(number).orElse("");
            case KERNEL_SYMBOL -> context.stacks().kernelSymbol(number);
            case MAC -> mac(number);
        };
    }

    private static String mac(long number) {
        var text = new StringBuilder(17);
        for (int shift = 0; shift < 48; shift += 8) {
            text.append(shift == 0 ? "" : ":").append("%02x".formatted(number >>> shift & 0xff));
        }
        return text.toString();
    }
}
