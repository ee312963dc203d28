package dev.tarn.bpf.tool;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.zson.Zson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a tool's description, `NAME.zson`: a record with the fields of [ToolDescription], the ring's size called `ring`.
public final class DescriptionReader {
    private DescriptionReader() {}

    /// Reads a description.
    ///
    /// @param origin what messages call it
    /// @throws InputException if the text is no ZSON, or a field is missing
    public static ToolDescription read(String origin, String zson) {
        var record = Zson.parse(zson);
        return new ToolDescription(
                field(origin, record, "name").asString(),
                field(origin, record, "summary").asString(),
                field(origin, record, "help").asString(),
                Math.toIntExact(field(origin, record, "ring").asLong()),
                record.field("interval").map(interval -> Duration.ofNanos(interval.asLong())),
                options(origin, record),
                elements(record, "examples").stream().map(example -> example(origin, example)).toList());
    }

    private static Value field(String origin, Value record, String name) {
        Optional<Value> found = record.field(name);
        return found.orElseThrow(() -> new InputException(origin + ": no field " + name));
    }

    private static List<Value> elements(Value record, String name) {
        return record.field(name).map(Value::elements).orElse(List.of());
    }

    /// The tool's own options, then those that all tools share; `filters` names the filters that a tool has, if not all.
    private static List<ToolOption> options(String origin, Value record) {
        var options = new ArrayList<ToolOption>();
        elements(record, "options").forEach(option -> options.add(option(origin, option)));
        var filters = record.field("filters").map(names -> names.elements().stream().map(Value::asString).toList());
        ToolOption.COMMON.stream().filter(option -> filters.isEmpty() || filters.get().contains(option.name())).forEach(options::add);
        if (record.field("interval").isEmpty()) {
            options.add(ToolOption.RING_SIZE);
        }
        return options;
    }

    private static ToolOption option(String origin, Value option) {
        String kind = field(origin, option, "kind").asString();
        for (var known : ToolOption.Kind.values()) {
            if (known.name().equals(kind)) {
                return new ToolOption(field(origin, option, "name").asString(), known,
                        field(origin, option, "preset").asString(), field(origin, option, "help").asString());
            }
        }
        throw new InputException(origin + ": unknown kind of option " + kind);
    }

    private static ToolExample example(String origin, Value example) {
        return new ToolExample(field(origin, example, "question").asString(), field(origin, example, "query").asString());
    }
}
