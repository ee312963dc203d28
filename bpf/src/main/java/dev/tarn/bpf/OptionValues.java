package dev.tarn.bpf;

import dev.tarn.bpf.symbol.Symbolizer;
import dev.tarn.bpf.sys.BpfObject;
import dev.tarn.bpf.tool.ToolOption;
import dev.tarn.model.InputException;
import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/// Writes what a user chose into a tool's variables.
final class OptionValues {
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ns|us|ms|s|m)");

    private static final int COMM_BYTES = 16;

    private final Symbolizer symbolizer;

    OptionValues(Symbolizer symbolizer) {
        this.symbolizer = symbolizer;
    }

    /// Sets the variables of all options of a tool, before its object is loaded.
    ///
    /// @throws InputException if a value is not what its option asks for
    /// @throws UnsupportedException if the kernel has no function of the given name, or does not show where
    void apply(Tool tool, BpfObject object) {
        for (var option : tool.description().options()) {
            // The function with which stacks begin belongs to the tool's own hook.
            String value = option.kind() == ToolOption.Kind.KERNEL_FUNCTION && tool.chosenHook().isPresent()
                    ? tool.chosen(option).orElse("")
                    : tool.value(option);
            if (!value.isEmpty()) {
                apply(tool.name(), option, value, object);
            }
        }
    }

    private void apply(String tool, ToolOption option, String value, BpfObject object) {
        switch (option.kind()) {
            case NUMBER -> object.setVariable(option.name(), number(tool, option, value));
            case DURATION -> object.setVariable(option.name(), duration(tool, option, value).toNanos());
            case KERNEL_FUNCTION -> {
                var function = symbolizer.kernelFunction(value).orElseThrow(() -> new UnsupportedException("tool " + tool + ": option "
                        + option.name() + ": no function " + value + " in /proc/kallsyms (its addresses show only with CAP_SYSLOG)"));
                object.setVariable(option.name() + "_start", function.start());
                object.setVariable(option.name() + "_end", function.end());
            }
            case PROCESS -> object.setVariable("tarn_" + option.name(), number(tool, option, value));
            case COMM -> {
                var comm = ByteBuffer.allocate(COMM_BYTES).order(ByteOrder.nativeOrder());
                byte[] text = value.getBytes(StandardCharsets.UTF_8);
                // The kernel cuts names to 15 bytes, and so what is looked for.
                comm.put(text, 0, Math.min(text.length, COMM_BYTES - 1));
                object.setVariable("tarn_comm_low", comm.getLong(0));
                object.setVariable("tarn_comm_high", comm.getLong(Long.BYTES));
            }
            case CGROUP -> object.setVariable("tarn_" + option.name(), cgroup(tool, option, value));
            // The collector heeds these itself.
            case HOOK, RING -> {}
        }
    }

    private static long cgroup(String tool, ToolOption option, String value) {
        if (value.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return number(tool, option, value);
        }
        String problem = "tool " + tool + ": option " + option.name() + ": " + value + " is no number and no folder of a cgroup (v2)";
        try {
            var folder = Path.of(value);
            if (!Files.getFileStore(folder).type().equals("cgroup2")) {
                // Its number would be that of some other cgroup, or of none.
                throw new InputException(problem + ": it is on a file system of type " + Files.getFileStore(folder).type());
            }
            return ((Number) Files.getAttribute(folder, "unix:ino")).longValue();
        } catch (IOException | InvalidPathException e) {
            throw new InputException(problem + " (as /sys/fs/cgroup/system.slice)", e);
        }
    }

    private static long number(String tool, ToolOption option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new InputException("tool " + tool + ": option " + option.name() + ": " + value + " is no whole number", e);
        }
    }

    private static Duration duration(String tool, ToolOption option, String value) {
        var match = DURATION.matcher(value);
        if (!match.matches()) {
            throw new InputException("tool " + tool + ": option " + option.name() + ": " + value + " is no duration such as 10ms");
        }
        long amount = number(tool, option, match.group(1));
        return switch (match.group(2)) {
            case "ns" -> Duration.ofNanos(amount);
            case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1000));
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
