package dev.tarn.ingest.lines;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.zson.Zson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `bpftrace -f json` prints: an object a line, `{"type": …, "data": …}`, without time, probe or process.
///
/// | type | record |
/// |---|---|
/// | printf, time, cat, join, syscall, … | `bt_printf={ts,data}` and so on; a record, if the text is one in JSON or ZSON |
/// | value | `bt_value={ts,value}` |
/// | map | `bt_map={ts,name,key,stacks,value}`, one for each entry |
/// | hist, lhist | `bt_hist={ts,name,key,stacks,buckets:[{lo,hi,count}]}`, from lo to less than hi |
/// | stats | `bt_stats={ts,name,key,stacks,count,average,total}` |
/// | attached_probes | `bt_probes={ts,probes}` |
/// | lost_events | `lost={ts,tool,cpu,cause,count}` |
final class BpftraceLines implements LineTranslator {
    private static final String TOOL = "bpftrace";
    /// Bytes above 127 that are no UTF-8 come sign-extended, which is no JSON.
    private static final Pattern SIGN_EXTENDED = Pattern.compile("(?:\\\\uffffff[0-9a-f]{2})+");
    private static final Pattern FRAME_OFFSET = Pattern.compile("\\+(?:0x[0-9a-f]+|\\d+)$");

    private final Clock clock;

    BpftraceLines(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void line(String line, StringBuilder out) {
        if (line.isBlank()) {
            return;
        }
        int before = out.length();
        try {
            var value = Zson.parse(repaired(line));
            var type = value.field("type");
            var data = value.field("data");
            if (type.isPresent() && data.isPresent()) {
                record(type.get().asString(), data.get(), out);
                return;
            }
        } catch (InputException | IllegalStateException | ClassCastException | NoSuchElementException e) {
            // Not an object of the kind: older versions print some texts without quotes.
            out.setLength(before);
            out.append(text("bt_text", line));
            return;
        }
        out.append(text("bt_text", line));
    }

    @Override
    public void end(StringBuilder out) {
        // Each line stands for itself.
    }

    static String repaired(String line) {
        if (!line.contains("\\uffffff")) {
            return line;
        }
        return SIGN_EXTENDED.matcher(line).replaceAll(match -> {
            String hex = match.group();
            var bytes = new byte[hex.length() / 10];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Integer.parseInt(hex.substring(i * 10 + 8, i * 10 + 10), 16);
            }
            return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
        });
    }

    private void record(String type, Value data, StringBuilder out) {
        switch (type) {
            case "attached_probes" -> out.append(head()).append(",probes:").append(number(data, "probes")).append("}(=bt_probes)\n");
            case "lost_events" -> out.append(ZsonText.lost(clock, TOOL, "null", "perf buffer full", data.field("events").orElseThrow().asLong()));
            case "value" -> out.append(head()).append(",value:").append(Zson.format(data)).append("}(=bt_value)\n");
            case "map" -> entries(data, (name, key, value) -> out.append(head()).append(named(name, key)).append(",value:")
                    .append(Zson.format(value)).append("}(=bt_map)\n"));
            case "hist", "lhist" -> entries(data, (name, key, value) -> out.append(head()).append(named(name, key)).append(",buckets:")
                    .append(buckets(value)).append("}(=bt_hist)\n"));
            case "stats" -> entries(data, (name, key, value) -> out.append(head()).append(named(name, key)).append(stats(value)).append("}(=bt_stats)\n"));
            default -> printed(type, data, out);
        }
    }

    private static String number(Value data, String field) {
        return data.field(field).map(value -> value.asLong() + "").orElse("null(int64)");
    }

    private void printed(String type, Value data, StringBuilder out) {
        if (data.type() instanceof RecordType || data.type() instanceof ArrayType) {
            out.append(head()).append(",value:").append(Zson.format(data)).append("}(=bt_").append(identifier(type)).append(")\n");
            return;
        }
        String printed = data.asString();
        out.append(embedded(printed).orElseGet(() -> text("bt_" + identifier(type), printed)));
    }

    private static String identifier(String type) {
        return type.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /// Returns the record that a program prints itself, with the time if it has none.
    private Optional<String> embedded(String printed) {
        String stripped = printed.strip();
        if (!stripped.startsWith("{") || stripped.length() < 3) {
            return Optional.empty();
        }
        try {
            var value = Zson.parse(stripped);
            if (!(value.type().under() instanceof RecordType type) || type.fields().isEmpty()) {
                return Optional.empty();
            }
            String text = Zson.format(value);
            return Optional.of((value.field("ts").isPresent() ? text : head() + "," + text.substring(1)) + "\n");
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private String head() {
        return "{ts:" + ZsonText.time(clock);
    }

    private String text(String type, String text) {
        return head() + ",data:" + ZsonText.text(text) + "}(=" + type + ")\n";
    }

    private interface Entry {
        void take(String name, Optional<String> key, Value value);
    }

    /// A map without keys is its value; one with keys an object of them.
    private static void entries(Value data, Entry taker) {
        var maps = (RecordType) data.type().under();
        for (var map : maps.fields()) {
            var content = data.field(map.name()).orElseThrow();
            if (content.type().under() instanceof RecordType keys && !isStatistic(keys)) {
                for (var key : keys.fields()) {
                    taker.take(map.name(), Optional.of(key.name()), content.field(key.name()).orElseThrow());
                }
            } else {
                taker.take(map.name(), Optional.empty(), content);
            }
        }
    }

    private static boolean isStatistic(RecordType type) {
        return type.fields().size() == 3 && type.indexOf("count") >= 0 && type.indexOf("average") >= 0 && type.indexOf("total") >= 0;
    }

    /// Returns the map's name, the plain parts of its key and the stacks among them.
    ///
    /// The parts of a key are joined by commas, which its texts may hold as well: such a key falls into more parts.
    private static String named(String name, Optional<String> key) {
        var parts = new ArrayList<String>();
        var stacks = new ArrayList<List<String>>();
        if (key.isPresent()) {
            for (String piece : key.get().split("(?<=\\n),|,(?=\\n)", -1)) {
                if (piece.contains("\n")) {
                    stacks.add(frames(piece));
                } else if (!piece.isEmpty()) {
                    parts.addAll(List.of(piece.split(",", -1)));
                }
            }
        }
        String stackText = stacks.stream().map(ZsonText::texts).reduce((a, b) -> a + "," + b).orElse("");
        return ",name:" + ZsonText.text(name) + ",key:" + (key.isEmpty() ? "null([string])" : ZsonText.texts(parts)) + ",stacks:[" + stackText
                + "]([[string]])";
    }

    private static List<String> frames(String stack) {
        var frames = new ArrayList<String>();
        for (String frame : stack.split("\n")) {
            if (!frame.isBlank()) {
                frames.add(FRAME_OFFSET.matcher(frame.strip()).replaceAll(""));
            }
        }
        return frames;
    }

    /// bpftrace's bounds are inclusive; the last bucket of a linear histogram has no upper one, the first no lower one.
    private static String buckets(Value buckets) {
        var text = new StringBuilder("[");
        for (var element : buckets.elements()) {
            // Buckets with and without bounds are of several types.
            var bucket = element.unwrap();
            text.append(text.length() > 1 ? "," : "")
                    .append("{lo:").append(bucket.field("min").map(min -> min.asLong() + "").orElse("null(int64)"))
                    .append(",hi:").append(bucket.field("max").map(max -> max.asLong() + 1 + "").orElse("null(int64)"))
                    .append(",count:").append(bucket.field("count").orElseThrow().asLong()).append("(uint64)}");
        }
        return text.append("]([{lo:int64,hi:int64,count:uint64}])").toString();
    }

    /// avg() prints its value alone.
    private static String stats(Value value) {
        return value.type().under() instanceof RecordType
                ? ",count:" + number(value, "count") + ",average:" + number(value, "average") + ",total:" + number(value, "total")
                : ",count:null(int64),average:" + value.asLong() + ",total:null(int64)";
    }
}
