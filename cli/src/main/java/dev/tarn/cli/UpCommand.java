package dev.tarn.cli;

import dev.tarn.bpf.Requirements;
import dev.tarn.bpf.Tool;
import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.cli.record.Recording;
import dev.tarn.cli.record.RecordingOptions;
import dev.tarn.cli.record.StatusText;
import dev.tarn.ingest.DiskBudget;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.LimitException;
import dev.tarn.model.UnsupportedException;
import dev.tarn.server.LakeServer;
import dev.tarn.server.ServerOptions;
import java.io.PrintStream;
import java.util.List;

/// `zed up`: traces this host into a lake, and serves the lake, until it is interrupted.
final class UpCommand extends LakeCommand {
    static final String DESCRIPTION = """
        Makes a lake in ./scratch, or where -lake says, if there is none; makes
        the pool "bpf"; attaches the tools named, without any names the ten that
        "all" stands for and stack; and serves the lake on this host. It shows how many events were
        recorded and lost, and ends at Ctrl-C, when everything received is on
        disk.

        Where this host cannot be traced, it says what is missing and serves the
        lake all the same. "zed trace -list" names the tools.
        """;

    private static final List<String> DEFAULT_TOOLS = List.of(ToolList.ALL, "stack");
    private static final long TICK_MILLIS = 1_000;
    private static final int TICKS_WITHOUT_TERMINAL = 10;

    private Flag<String> address;
    private Flag<Long> maxBytes;

    UpCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        address = flags.text("l", "localhost:9867", "[addr]:port to listen on");
        maxBytes = flags.size("maxsize", DiskBudget.DEFAULT_MAX_BYTES, "2GB", "size of the lake at which recording stops");
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws Exception {
        List<Tool> tools = ToolList.parse(arguments.isEmpty() ? DEFAULT_TOOLS : arguments);
        LakeLocation location = LakeLocation.of(root().given().orElse("scratch"), invocation);
        if (location.remote()) {
            throw new UsageException("zed up traces into a lake in a folder, not into a service (zed trace does: zed trace -lake "
                + location.text() + " " + String.join(" ", DEFAULT_TOOLS) + ")");
        }
        ServerOptions options;
        try {
            options = ServerOptions.DEFAULT.withAddress(address.value());
        } catch (IllegalArgumentException e) {
            throw new UsageException("-l " + address.value() + ": " + e.getMessage());
        }
        PrintStream out = invocation.printer();
        boolean made = !Lake.exists(location.folder());
        ServiceLog.quietLibraries();
        try (Stopping stopping = new Stopping();
                Lake lake = location.openOrCreate();
                LakeServer server = LakeServer.start(lake, options, Version.text())) {
            TraceTarget.ensurePool(lake, TraceCommand.POOL);
            out.println((made ? "made the lake " : "opened the lake ") + location.folder());
            out.println("serving it at " + options.url(server.port()));
            Head target = new Head(TraceCommand.POOL, "main");
            traceAndWait(lake, target, location, tools, stopping, server, out, invocation);
            out.println("stopping");
            out.flush();
        }
        return 0;
    }

    private void traceAndWait(Lake lake, Head target, LakeLocation location, List<Tool> tools, Stopping stopping, LakeServer server,
            PrintStream out, Invocation invocation) throws InterruptedException {
        List<Requirements.Requirement> requirements = Requirements.check();
        if (!Requirements.met(requirements)) {
            TraceCommand.printMissing(requirements, out);
            serveAllTheSame("nothing is recorded", stopping, out);
            return;
        }
        List<Tool> runnable = ToolList.runnable(tools, out);
        RecordingOptions options = TraceCommand.options(CommitFlags.author(invocation))
            .withBudget(DiskBudget.of(location.folder()).withMaxBytes(maxBytes.value()));
        Recording recording;
        try {
            if (runnable.isEmpty()) {
                throw new UnsupportedException("no tool can run here");
            }
            recording = Recording.start(lake, target, runnable, options);
        } catch (UnsupportedException | LimitException e) {
            serveAllTheSame(e.getMessage(), stopping, out);
            return;
        }
        server.addMetrics(recording.metrics());
        try (recording) {
            printStarted(runnable, target, server.port(), invocation.environment().getOrDefault("TARN_BIN", "bin"), out);
            showUntilStopped(recording, stopping, out, invocation.outIsTerminal());
            recording.problem().ifPresent(problem -> {
                // What was received is committed while the lake goes on being served.
                recording.close();
                out.println(problem);
            });
            if (!stopping.requested()) {
                serveAllTheSame("recording has ended", stopping, out);
            }
        } finally {
            out.print(StatusText.summary(recording.status()));
        }
    }

    private static void serveAllTheSame(String why, Stopping stopping, PrintStream out) throws InterruptedException {
        out.println(why);
        out.println("serving the lake all the same; Ctrl-C ends it");
        out.flush();
        stopping.await(Long.MAX_VALUE);
    }

    private static void printStarted(List<Tool> tools, Head target, int port, String bin, PrintStream out) {
        String lake = port == ServerOptions.DEFAULT_PORT ? "" : "-lake http://localhost:" + port + " ";
        out.println("recording " + String.join(", ", tools.stream().map(Tool::name).toList()) + " into " + target);
        out.println();
        out.println("Ask it, in another terminal:");
        out.println("  " + bin + "/zapi query " + lake + "-use " + target + " -f table \"is(<exec>) | count() by pcomm | sort -r count | head 10\"");
        out.println("  " + bin + "/zapi query " + lake + "-use " + target + " -f table \"is(<open>) | count() by comm,error | sort -r count | head 10\"");
        out.println("  " + bin + "/zapi query " + lake + "-use " + target + " -Z \"is(<stack>) | sum(count) by stack,name | sort -r sum | head 2\"");
        out.println();
        out.println("Ctrl-C ends it.");
        out.flush();
    }

    private static void showUntilStopped(Recording recording, Stopping stopping, PrintStream out, boolean terminal)
            throws InterruptedException {
        Recording.Status before = recording.status();
        Recording.Status shown = before;
        for (int tick = 1; !stopping.await(TICK_MILLIS) && recording.problem().isEmpty(); tick++) {
            Recording.Status now = recording.status();
            String line = StatusText.line(now, before);
            before = now;
            if (terminal) {
                out.print("\r\033[K" + line);
                out.flush();
            } else if (tick % TICKS_WITHOUT_TERMINAL == 0 && now.collector().events() != shown.collector().events()) {
                out.println(line);
                out.flush();
                shown = now;
            }
        }
        if (terminal) {
            out.println();
        }
    }
}
