package dev.tarn.bpf;

import dev.tarn.bpf.tool.ToolDescription;
import dev.tarn.bpf.tool.ToolOption;
import dev.tarn.model.UnsupportedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// A tool as it is to be run: what it is, its compiled programs, and what the user chose. Immutable.
///
/// Attach it with [Collector#attach].
public final class Tool {
    private final ToolDescription description;
    private final byte[] object;
    private final Map<String, String> chosen;
    private final OptionalInt ringBytes;

    Tool(ToolDescription description, byte[] object) {
        this(description, object, Map.of(), OptionalInt.empty());
    }

    private Tool(ToolDescription description, byte[] object, Map<String, String> chosen, OptionalInt ringBytes) {
        this.description = description;
        this.object = object;
        this.chosen = Map.copyOf(chosen);
        this.ringBytes = ringBytes;
    }

    /// Returns a tool made of somebody's own object, compiled by clang for eBPF with the conventions of `tarn.bpf.h`.
    public static Tool of(ToolDescription description, byte[] object) {
        return new Tool(description, object.clone());
    }

    /// Returns the name.
    public String name() {
        return description.name();
    }

    /// Returns what the tool is.
    public ToolDescription description() {
        return description;
    }

    byte[] object() {
        return object;
    }

    /// Returns the tool with a value for one of its options.
    ///
    /// @throws UnsupportedException if it has no such option; the message names those it has
    public Tool with(String option, String value) {
        if (description.options().stream().noneMatch(known -> known.name().equals(option))) {
            throw new UnsupportedException("tool " + name() + ": unknown option " + option + " (known: "
                    + String.join(", ", description.options().stream().map(ToolOption::name).toList()) + ")");
        }
        var more = new LinkedHashMap<>(chosen);
        more.put(option, value);
        return new Tool(description, object, more, ringBytes);
    }

    /// Returns the tool with a ring of another size.
    ///
    /// @param bytes the size, rounded up to a power of two of at least a page
    public Tool withRingBytes(int bytes) {
        int atLeast = Math.max(bytes, 1 << 12);
        int power = Integer.highestOneBit(atLeast);
        return new Tool(description, object, chosen, OptionalInt.of(power == atLeast ? power : Math.multiplyExact(power, 2)));
    }

    int ringBytes() {
        return ringBytes.orElse(description.ringBytes());
    }

    /// Returns the value of an option: the chosen one, or the preset.
    String value(ToolOption option) {
        return chosen.getOrDefault(option.name(), option.preset());
    }
}
