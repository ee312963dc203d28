package dev.tarn.cli;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tarn.bpf.Tool;
import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.cli.record.RecordingOptions;
import dev.tarn.ingest.DiskBudget;
import dev.tarn.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the flags of `zed trace` say.
final class TraceFlags {
    private static final String STANDARD_OUTPUT = "-";
    /// A link that is dead shows within half a minute, and not never.
    private static final List<String> SSH = List.of("ssh", "-o", "ServerAliveInterval=10");
    private static final String HIDDEN = "[redacted]";

    private final Flag<Boolean> list;
    private final Flag<Boolean> check;
    private final Flag<Duration> time;
    private final Flag<Long> maxBytes;
    private final Flag<String> use;
    private final Flag<List<String>> programs;
    private final Flag<String> type;
    private final Flag<Duration> maps;
    private final Flag<String> bpftrace;
    private final Flag<String> on;
    private final Flag<String> to;
    private final Flag<String> spool;
    private final Flag<String> redact;
    private final Flag<Boolean> self;
    private final Flag<String> metrics;
    private final Flag<Boolean> untilEnd;

    TraceFlags(FlagSet flags) {
        list = flags.toggle("list", false, "name the tools, and whether this kernel has what they need");
        check = flags.toggle("check", false, "load and attach each tool in turn, and say whether the kernel takes it");
        time = flags.duration("for", Duration.ZERO, "0s", "how long to record, as 10s or 1h30m (0s for until Ctrl-C)");
        maxBytes = flags.size("maxsize", DiskBudget.DEFAULT_MAX_BYTES, "2GB", "size of the lake at which recording stops");
        use = flags.text("use", TraceCommand.POOL + "@main", "pool, or pool@branch, to record into");
        programs = flags.texts("program", "a compiled eBPF object to record with; may be given more than once");
        type = flags.text("type", "", "struct of the events of -program, where the object does not say");
        maps = flags.duration("maps", Duration.ZERO, "0s", "how often to record what is in the maps of -program, as 1s (0s for never)");
        bpftrace = flags.text("bpftrace", "", "a program of bpftrace to run and record");
        on = flags.text("on", "", "trace another host over ssh, as user@host");
        to = flags.text("to", "", "URL of a lake to record into, or - for ZNG on standard output (otherwise the lake that -lake says)");
        spool = flags.text("spool", "", "folder where records wait while the lake of -to cannot be reached");
        redact = flags.text("redact", "", "a regular expression: what matches in paths and arguments is not recorded");
        self = flags.toggle("self", false, "record what the collector itself does, too");
        metrics = flags.text("metrics", "", "[addr]:port at which to tell the collector's figures, at /metrics, while it records");
        untilEnd = flags.hiddenToggle("untilend", false, "end when standard input ends");
    }

    boolean list() {
        return list.value();
    }

    boolean check() {
        return check.value();
    }

    Duration time() {
        return time.value();
    }

    long maxBytes() {
        return maxBytes.value();
    }

    String use() {
        return use.value();
    }

    List<String> programs() {
        return programs.value();
    }

    Optional<String> bpftrace() {
        return bpftrace.value().isEmpty() ? Optional.empty() : Optional.of(bpftrace.value());
    }

    Optional<String> on() {
        return on.value().isEmpty() ? Optional.empty() : Optional.of(on.value());
    }

    /// Returns where to tell figures, if `-metrics` says.
    Optional<ServerOptions> metrics() throws UsageException {
        if (metrics.value().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ServerOptions.DEFAULT.withAddress(metrics.value()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("-metrics " + metrics.value() + ": " + e.getMessage());
        }
    }

    boolean toStandardOutput() {
        return to.value().equals(STANDARD_OUTPUT);
    }

    /// Returns the URL of the lake to send to, if `-to` names one.
    Optional<URI> toService() throws UsageException {
        if (to.value().isEmpty() || toStandardOutput()) {
            return Optional.empty();
        }
        if (!to.value().startsWith("http://") && !to.value().startsWith("https://")) {
            throw new UsageException("-to " + to.value() + ": neither a URL (http://host:9867) nor -; a lake in a folder is named with -lake");
        }
        return Optional.of(URI.create(to.value()));
    }

    /// Returns where records wait that are to be sent: one folder for each service and branch.
    Path spoolFolder(Invocation invocation) {
        if (!spool.value().isEmpty()) {
            return invocation.resolve(spool.value());
        }
        String home = invocation.environment().getOrDefault("XDG_STATE_HOME", invocation.environment().getOrDefault("HOME", "") + "/.local/state");
        String name = (to.value() + "/" + use.value()).replaceAll("[^A-Za-z0-9.@-]+", "_");
        return invocation.resolve(home).resolve("tarn").resolve("spool").resolve(name);
    }

    /// Returns the objects that `-program` names, each called as its file.
    List<Tool> programTools(Invocation invocation) throws UsageException, IOException {
        var tools = new ArrayList<Tool>();
        Optional<Duration> every = maps.value().isPositive() ? Optional.of(maps.value()) : Optional.empty();
        Optional<String> struct = type.value().isEmpty() ? Optional.empty() : Optional.of(type.value());
        for (String name : programs.value()) {
            Path file = invocation.resolve(name);
            try {
                String called = file.getFileName().toString().replaceAll("(\\.bpf)?\\.o$", "");
                tools.add(Tool.ofObject(called, Files.readAllBytes(file), new Tool.Foreign(struct, every)));
            } catch (NoSuchFileException e) {
                throw new UsageException("-program " + name + ": no such file");
            }
        }
        if (tools.isEmpty() && (struct.isPresent() || every.isPresent())) {
            throw new UsageException("-type and -maps are about an object that -program names");
        }
        return tools;
    }

    /// Returns how to record, as these flags say.
    RecordingOptions options(RecordingOptions options) throws UsageException {
        var collector = options.collector().withIncludeSelf(self.value());
        if (!redact.value().isEmpty()) {
            try {
                var pattern = Pattern.compile(redact.value());
                collector = collector.withRedaction(text -> pattern.matcher(text).replaceAll(HIDDEN));
            } catch (PatternSyntaxException e) {
                throw new UsageException("-redact " + redact.value() + ": " + e.getMessage());
            }
        }
        return options.withCollector(collector);
    }

    /// Ends the command when standard input ends, if it was started by another one over ssh.
    void stopAtEndOfInput(Stopping stopping, Invocation invocation) {
        if (untilEnd.value()) {
            Thread.ofPlatform().daemon().name("tarn-until-end").start(() -> {
                try {
                    while (invocation.in().read() >= 0) {
                        continue;
                    }
                } catch (IOException e) {
                    // As good as its end.
                    stopping.request();
                }
                stopping.request();
            });
        }
    }

    /// Returns the command that does on the other host what this one is asked to. `TARN_SSH` names another program than ssh,
    /// `TARN_REMOTE` what zed is called over there.
    List<String> remoteCommand(List<String> arguments, Map<String, String> environment) throws UsageException {
        var command = new ArrayList<>(Optional.ofNullable(environment.get("TARN_SSH")).map(List::of).orElse(SSH));
        command.add(on.value());
        var remote = new ArrayList<>(List.of(environment.getOrDefault("TARN_REMOTE", "zed"), "trace"));
        if (list.value()) {
            remote.add("-list");
        } else if (check.value()) {
            remote.add("-check");
            remote.addAll(arguments);
        } else {
            if (!programs.value().isEmpty()) {
                throw new UsageException("-program names a file of this host, and -on traces another one: copy it there, and run zed trace there");
            }
            remote.addAll(List.of("-to", STANDARD_OUTPUT, "-untilend"));
            if (self.value()) {
                remote.add("-self");
            }
            add(remote, "-redact", redact.value());
            add(remote, "-bpftrace", bpftrace.value());
            remote.addAll(arguments);
        }
        // ssh joins its arguments by blanks, and a shell over there takes them apart again.
        command.add(String.join(" ", remote.stream().map(TraceFlags::quoted).toList()));
        return command;
    }

    private static void add(List<String> command, String flag, String value) {
        if (!value.isEmpty()) {
            command.add(flag);
            command.add(value);
        }
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./=:@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
