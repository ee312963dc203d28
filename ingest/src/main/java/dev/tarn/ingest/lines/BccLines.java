package dev.tarn.ingest.lines;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tables and histograms as the tools of BCC and of libbpf-tools print them.
///
/// A line of column titles begins a table, whose rows become records called as the tool, if its columns tell which it is, else
/// `bcc`: a field for each column, numbers as numbers, times with their unit as durations. Titles say no types: what is a number in one row and
/// a text in another has both types. Histograms become `bcc_hist={ts,title,buckets:[{lo,hi,count}]}`, from lo to less than hi. Other lines
/// become `bcc_text={ts,text}`.
final class BccLines implements LineTranslator {
    private static final Pattern SCREEN = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]|\u001bc|\f");
    private static final Pattern TITLE = Pattern.compile("[A-Z%][A-Z0-9_%#+/:\\-]*(?:\\([A-Za-z%/]+\\))?");
    private static final Pattern HISTOGRAM = Pattern.compile("\\s*(\\S+)\\s*: count\\s+distribution\\s*");
    private static final Pattern BUCKET = Pattern.compile("\\s*(\\d+) -> (\\d+)\\s*: (\\d+)\\s*\\|.*");
    private static final Pattern LOST = Pattern.compile("(?i)(?:possibly )?lost (\\d+) (?:events|samples)(?: on CPU #?(\\d+))?.*");
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}\\.\\d+");
    private static final Pattern UNIT = Pattern.compile("\\((ns|us|ms|s)\\)$");
    /// Columns that tell which tool printed them.
    private static final Map<String, String> TOOLS = Map.ofEntries(
            Map.entry("PCOMM PID PPID RET ARGS", "execsnoop"), Map.entry("PCOMM PID PPID UID RET ARGS", "execsnoop"),
            Map.entry("PID COMM FD ERR PATH", "opensnoop"), Map.entry("PID COMM FD ERR FLAGS PATH", "opensnoop"),
            Map.entry("PID COMM LADDR LPORT RADDR RPORT TX_KB RX_KB MS", "tcplife"),
            Map.entry("PID COMM IP LADDR LPORT RADDR RPORT TX_KB RX_KB MS", "tcplife"),
            Map.entry("TIME PID IP LADDR:LPORT T> RADDR:RPORT STATE", "tcpretrans"),
            Map.entry("TIME PID COMM SIG TPID RESULT", "sigsnoop"),
            Map.entry("PCOMM PID PPID TID AGE(s) EXIT_CODE", "exitsnoop"),
            Map.entry("TIME COMM PID T BYTES OFF_KB LAT(ms) FILENAME", "fsslower"),
            Map.entry("TIME(s) COMM PID DISK T SECTOR BYTES LAT(ms)", "biosnoop"),
            Map.entry("TIME(s) COMM PID DISK T SECTOR BYTES QUE(ms) LAT(ms)", "biosnoop"),
            Map.entry("HITS MISSES DIRTIES HITRATIO BUFFERS_MB CACHED_MB", "cachestat"),
            Map.entry("TIME PID COMM LATms HOST", "gethostlatency"));

    private record Column(String title, int start, int end) {}

    private record Token(String text, int start, int end) {}

    private final Clock clock;
    private List<Column> columns = List.of();
    private Optional<String> unit = Optional.empty();
    private final List<String> buckets = new ArrayList<>();
    private String title = "";

    BccLines(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void line(String raw, StringBuilder out) {
        String line = expandTabs(SCREEN.matcher(raw).replaceAll(""));
        if (unit.isPresent()) {
            Matcher bucket = BUCKET.matcher(line);
            if (bucket.matches()) {
                buckets.add(bucket(bucket));
                return;
            }
            endHistogram(out);
        }
        if (line.isBlank()) {
            return;
        }
        Matcher histogram = HISTOGRAM.matcher(line);
        Matcher lost = LOST.matcher(line.strip());
        if (histogram.matches()) {
            unit = Optional.of(histogram.group(1));
            columns = List.of();
        } else if (lost.matches()) {
            out.append(ZsonText.lost(clock, "bcc", lost.group(2) == null ? "null" : lost.group(2), "perf buffer full", Long.parseLong(lost.group(1))));
        } else if (isHeader(line)) {
            columns = columns(line);
        } else if (columns.isEmpty()) {
            title = line.strip();
            out.append("{ts:").append(ZsonText.time(clock)).append(",text:").append(ZsonText.text(title)).append("}(=bcc_text)\n");
        } else {
            row(line, out);
        }
    }

    @Override
    public void end(StringBuilder out) {
        if (unit.isPresent()) {
            endHistogram(out);
        }
    }

    private static String expandTabs(String line) {
        if (line.indexOf('\t') < 0) {
            return line;
        }
        var expanded = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\t') {
                expanded.repeat(' ', 8 - expanded.length() % 8);
            } else {
                expanded.append(line.charAt(i));
            }
        }
        return expanded.toString();
    }

    // ---- Histograms ----

    private String bucket(Matcher bucket) {
        String zoned = switch (unit.orElseThrow()) {
            case "nsecs" -> "ns";
            case "usecs" -> "us";
            case "msecs" -> "ms";
            case "secs" -> "s";
            default -> "";
        };
        return "{lo:" + bucket.group(1) + zoned + ",hi:" + (Long.parseLong(bucket.group(2)) + 1) + zoned + ",count:" + bucket.group(3) + "(uint64)}";
    }

    private void endHistogram(StringBuilder out) {
        if (!buckets.isEmpty()) {
            out.append("{ts:").append(ZsonText.time(clock)).append(",title:").append(ZsonText.text(title)).append(",unit:")
                    .append(ZsonText.text(unit.orElseThrow())).append(",buckets:[").append(String.join(",", buckets)).append("]}(=bcc_hist)\n");
        }
        buckets.clear();
        unit = Optional.empty();
    }

    // ---- Tables ----

    private static List<Token> tokens(String line) {
        var tokens = new ArrayList<Token>();
        Matcher word = Pattern.compile("\\S+").matcher(line);
        while (word.find()) {
            tokens.add(new Token(word.group(), word.start(), word.end()));
        }
        return tokens;
    }

    private static boolean isHeader(String line) {
        var tokens = tokens(line);
        return tokens.size() >= 2 && tokens.stream().allMatch(token -> TITLE.matcher(token.text()).matches() || token.text().equals("T>")
                || token.text().matches("LAT(?:us|ms|ns)"))
                && tokens.stream().anyMatch(token -> token.text().length() > 1);
    }

    private static List<Column> columns(String line) {
        return tokens(line).stream().map(token -> new Column(token.text(), token.start(), token.end())).toList();
    }

    private void row(String line, StringBuilder out) {
        var tokens = tokens(line);
        var fields = aligned(line, tokens);
        if (fields.isEmpty()) {
            fields = inOrder(line, tokens);
        }
        if (fields.isEmpty()) {
            out.append("{ts:").append(ZsonText.time(clock)).append(",text:").append(ZsonText.text(line.strip())).append("}(=bcc_text)\n");
            return;
        }
        String header = String.join(" ", columns.stream().map(Column::title).toList());
        out.append("{ts:").append(ZsonText.time(clock));
        var names = new ArrayList<String>(List.of("ts"));
        for (int i = 0; i < columns.size(); i++) {
            String name = name(columns.get(i).title());
            while (names.contains(name)) {
                name += "_";
            }
            names.add(name);
            out.append(',').append(name).append(':').append(value(columns.get(i).title(), fields.get(i)));
        }
        out.append("}(=").append(TOOLS.getOrDefault(header, "bcc")).append(")\n");
    }

    /// Gives each word to the column under whose title it stands: left-aligned ones begin with it, right-aligned ones end with it.
    /// Returns nothing if a column stays empty, because something was too long for its place.
    private List<String> aligned(String line, List<Token> tokens) {
        var starts = new int[columns.size()];
        var ends = new int[columns.size()];
        java.util.Arrays.fill(starts, -1);
        int last = columns.size() - 1;
        int at = 0;
        for (var token : tokens) {
            int column = at;
            for (int i = last; i > at; i--) {
                boolean left = token.start() >= columns.get(i).start();
                boolean right = token.end() == columns.get(i).end() && token.start() >= columns.get(i - 1).end();
                if (left || right) {
                    column = i;
                    break;
                }
            }
            at = column;
            starts[column] = starts[column] < 0 ? token.start() : starts[column];
            ends[column] = token.end();
        }
        var fields = new ArrayList<String>();
        for (int i = 0; i <= last; i++) {
            if (starts[i] < 0 && i < last) {
                return List.of();
            }
            String field = starts[i] < 0 ? "" : line.substring(starts[i], ends[i]);
            // Two numbers in a place: the one before pushed them to the right.
            if (i < last && field.matches("-?\\d+\\s+\\S+")) {
                return List.of();
            }
            fields.add(field);
        }
        return fields;
    }

    /// A word for each column, and the last one takes the rest.
    private List<String> inOrder(String line, List<Token> tokens) {
        int last = columns.size() - 1;
        if (tokens.size() < last) {
            return List.of();
        }
        var fields = new ArrayList<String>();
        for (int i = 0; i < last; i++) {
            fields.add(tokens.get(i).text());
        }
        fields.add(tokens.size() > last ? line.substring(tokens.get(last).start()).strip() : "");
        return fields;
    }

    private static String name(String title) {
        String name = UNIT.matcher(title).replaceAll("").replaceAll("(?<=[A-Z])(ns|us|ms)$", "").toLowerCase(java.util.Locale.ROOT)
                .replace("%", "percent_").replaceAll("[^a-z0-9_]+", "_").replaceAll("^_+|_+$", "");
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "column_" + name : name;
    }

    private static String value(String title, String field) {
        Matcher unit = UNIT.matcher(title);
        Optional<String> zoned = unit.find() ? Optional.of(unit.group(1))
                : title.equals("MS") ? Optional.of("ms")
                : title.matches("[A-Z]+(ns|us|ms)") ? Optional.of(title.substring(title.length() - 2)) : Optional.empty();
        boolean integer = INTEGER.matcher(field).matches();
        boolean number = NUMBER.matcher(field).matches();
        if (zoned.isPresent() && (integer || number)) {
            return field + zoned.get();
        }
        if (integer) {
            // Without zeros in front, which a number may not have.
            return Long.toString(Long.parseLong(field));
        }
        if (number) {
            return field;
        }
        return ZsonText.text(field);
    }
}
