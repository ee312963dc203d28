package dev.tarn.bpf;

import dev.tarn.bpf.tool.ToolDescription;
import dev.tarn.bpf.tool.ToolOption;
import dev.tarn.model.InputException;
import dev.tarn.model.UnsupportedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// A tool as it is to be run: what it is, its compiled programs, and what the user chose. Immutable.
///
/// Attach it with [Collector#attach].
public final class Tool {
    private static final Pattern RING_SIZE = Pattern.compile("(\\d{1,10})(KiB|MiB|)");
    private static final long MAX_RING_BYTES = 1L << 30;

    private final ToolDescription description;
    private final byte[] object;
    private final Map<String, String> chosen;
    private final OptionalInt ringBytes;
    private final Optional<Foreign> foreign;

    /// How an object that does not keep to the conventions of `tarn.bpf.h` is read.
    ///
    /// @param eventType the struct of its events, where it does not say itself
    /// @param mapsEvery how often its maps are read as records; empty for never
    public record Foreign(Optional<String> eventType, Optional<Duration> mapsEvery) {}

    Tool(ToolDescription description, byte[] object) {
        this(description, object, Map.of(), OptionalInt.empty(), Optional.empty());
    }

    private Tool(ToolDescription description, byte[] object, Map<String, String> chosen, OptionalInt ringBytes, Optional<Foreign> foreign) {
        this.description = description;
        this.object = object;
        this.chosen = Map.copyOf(chosen);
        this.ringBytes = ringBytes;
        this.foreign = foreign;
    }

    /// Returns a tool made of any compiled object: all its programs are attached as their sections say, and every ring buffer and
    /// perf buffer is read.
    ///
    /// @param name what it is called in messages and records
    public static Tool ofObject(String name, byte[] object, Foreign foreign) {
        var description = new ToolDescription(name, "an object of yours", "", 1 << 12, Optional.empty(), List.of(), List.of());
        return new Tool(description, object.clone(), Map.of(), OptionalInt.empty(), Optional.of(foreign));
    }

    Optional<Foreign> foreign() {
        return foreign;
    }

    OptionalInt chosenRingBytes() {
        return ringBytes;
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
        var named = description.options().stream().filter(known -> known.name().equals(option)).findFirst();
        if (named.isEmpty()) {
            throw new UnsupportedException("tool " + name() + ": unknown option " + option + " (known: "
                    + String.join(", ", description.options().stream().map(ToolOption::name).toList()) + ")");
        }
        if (named.get().kind() == ToolOption.Kind.RING) {
            return withRingBytes(ringSize(value));
        }
        var more = new LinkedHashMap<>(chosen);
        more.put(option, value);
        return new Tool(description, object, more, ringBytes, foreign);
    }

    private int ringSize(String value) {
        var match = RING_SIZE.matcher(value);
        if (!match.matches()) {
            throw new InputException("tool " + name() + ": option ring: " + value + " is no size such as 16MiB");
        }
        long unit = switch (match.group(2)) {
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            default -> 1;
        };
        long bytes = Long.parseLong(match.group(1)) * unit;
        if (bytes > MAX_RING_BYTES) {
            throw new InputException("tool " + name() + ": option ring: " + value + " is more than " + (MAX_RING_BYTES >> 20) + "MiB");
        }
        return (int) bytes;
    }

    /// Returns the tool with a ring of another size.
    ///
    /// @param bytes the size, rounded up to a power of two of at least a page
    public Tool withRingBytes(int bytes) {
        int atLeast = Math.max(bytes, 1 << 12);
        int power = Integer.highestOneBit(atLeast);
        return new Tool(description, object, chosen, OptionalInt.of(power == atLeast ? power : Math.multiplyExact(power, 2)), foreign);
    }

    int ringBytes() {
        return ringBytes.orElse(description.ringBytes());
    }

    Optional<String> chosen(ToolOption option) {
        return Optional.ofNullable(chosen.get(option.name()));
    }

    /// A hook that the user named: the option says its kind.
    record ChosenHook(String kind, String target) {}

    Optional<ChosenHook> chosenHook() {
        return description.options().stream()
                .filter(option -> option.kind() == ToolOption.Kind.HOOK && chosen.containsKey(option.name()))
                .findFirst()
                .map(option -> new ChosenHook(option.name(), chosen.get(option.name())));
    }

    /// Returns the value of an option: the chosen one, or the preset.
    String value(ToolOption option) {
        return chosen.getOrDefault(option.name(), option.preset());
    }
}
