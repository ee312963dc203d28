package dev.tarn.cli;

import dev.tarn.bpf.Requirements;
import dev.tarn.bpf.Tool;
import dev.tarn.bpf.Tools;
import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.cli.record.Child;
import dev.tarn.cli.record.Destination;
import dev.tarn.cli.record.Recording;
import dev.tarn.cli.record.RecordingOptions;
import dev.tarn.cli.record.StatusText;
import dev.tarn.ingest.DiskBudget;
import dev.tarn.ingest.LiveWriterOptions;
import dev.tarn.ingest.SpooledWriter;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.lake.remote.ServiceException;
import dev.tarn.model.ConflictException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.SortKey;
import dev.tarn.server.MetricsServer;
import dev.tarn.server.ServerOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `zed trace`: records what this host, or another one, does into a pool.
final class TraceCommand extends LakeCommand {
    static final String DESCRIPTION = """
        Attaches tools to the kernel and commits what they see to a pool, "bpf"
        unless -use names another, for the time that -for gives or until Ctrl-C.
        Then it prints what was recorded and what was lost; what was lost is
        also recorded. The pool is made if there is none.

        "all" stands for the ten tools that show together what a host is doing.
        Options of a tool follow its name; pid, comm and cgroup say whom it is
        about, ring how large its ring is:

            zed trace -lake traces -for 10s all
            zed trace -lake traces exec stack function=tcp_sendmsg
            zed trace ext4slower min=1ms comm=postgres ring=16MiB

        -program records the events of any compiled eBPF object as records of
        its own structs, and with -maps what is in its maps; -bpftrace runs a
        program of bpftrace and records what it prints. -on does all that on
        another host, over ssh, where zed must be installed too. -metrics tells
        a monitoring system what the collector receives, loses and costs.

        -list names the tools, their options and hooks, and says whether this
        kernel has them; -check attaches them to find out whether it lets them.
        Tracing needs root, or the capabilities CAP_BPF and
        CAP_PERFMON, and the library libbpf.so.1.
        """;

    static final String POOL = "bpf";
    private static final long CHECK_MILLIS = 1_000;

    private TraceFlags flags;

    TraceCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet set) {
        flags = new TraceFlags(set);
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws Exception {
        if (flags.metrics().isPresent() && (flags.on().isPresent() || flags.bpftrace().isPresent())) {
            throw new UsageException("-metrics tells the figures of a collector of this command's own, which -on and -bpftrace have none of");
        }
        if (flags.on().isPresent()) {
            return onAnotherHost(arguments, invocation);
        }
        if (flags.list()) {
            PrintStream out = invocation.printer();
            ToolList.print(out);
            out.flush();
            return 0;
        }
        if (flags.check()) {
            PrintStream out = invocation.printer();
            boolean all = ToolList.check(arguments.isEmpty() ? Tools.names() : arguments, out);
            out.flush();
            return all ? 0 : 1;
        }
        if (flags.bpftrace().isPresent()) {
            if (!arguments.isEmpty() || !flags.programs().isEmpty()) {
                throw new UsageException("-bpftrace runs a program of bpftrace and no tools beside it");
            }
            return fromChild(Child.bpftrace(flags.bpftrace().get(), invocation.err()), invocation);
        }
        List<Tool> tools = new ArrayList<>(tools(arguments, invocation));
        tools.addAll(flags.programTools(invocation));
        if (tools.isEmpty()) {
            throw new UsageException("name the tools to record with (zed trace -list shows them)");
        }
        List<Requirements.Requirement> requirements = Requirements.check();
        if (!Requirements.met(requirements)) {
            printMissing(requirements, invocation.err());
            return 1;
        }
        RecordingOptions options = flags.options(options(CommitFlags.author(invocation)));
        if (flags.toStandardOutput()) {
            try (Stopping stopping = new Stopping()) {
                flags.stopAtEndOfInput(stopping, invocation);
                return record(() -> Destination.zng(invocation.out()), tools, options, stopping, invocation);
            }
        }
        if (flags.toService().isPresent()) {
            return send(flags.toService().get(), tools, options, invocation);
        }
        LakeLocation location = root().location(invocation);
        try (Stopping stopping = new Stopping(); Lake lake = location.remote() ? location.open() : location.openOrCreate()) {
            Head target = Head.parse(flags.use());
            ensurePool(lake, target.pool());
            RecordingOptions budgeted = location.remote() ? options : options.withBudget(budget(location));
            budgeted.budget().ifPresent(DiskBudget::check);
            return record(() -> Destination.lake(lake, target, budgeted.writer()), tools, budgeted, stopping, invocation);
        }
    }

    /// Records into a lake that need not be there all the time.
    private int send(URI service, List<Tool> tools, RecordingOptions options, Invocation invocation)
            throws InterruptedException, IOException, UsageException {
        Head target = Head.parse(flags.use());
        Path folder = flags.spoolFolder(invocation);
        SpooledWriter.Options spool = SpooledWriter.Options.DEFAULT.withAuthor(CommitFlags.author(invocation));
        try (Stopping stopping = new Stopping(); Lake lake = Lake.connect(service)) {
            try {
                ensurePool(lake, target.pool());
            } catch (ServiceException e) {
                invocation.err().println(e.getMessage() + ": recording into " + folder + " until it answers");
            }
            int status = record(() -> Destination.spooled(lake, target, folder, spool, reached -> ensurePool(reached, target.pool())),
                tools, options, stopping, invocation);
            if (!root().quiet() && Files.exists(folder)) {
                try (var waiting = Files.newDirectoryStream(folder, "*.zng")) {
                    waiting.iterator().forEachRemaining(batch -> invocation.err().println("not sent yet: " + batch));
                }
            }
            return status;
        }
    }

    /// Those that `all` stands for may be left out where the kernel has no hooks for them; others are asked for by name.
    private static List<Tool> tools(List<String> arguments, Invocation invocation) throws UsageException {
        List<Tool> tools = ToolList.parse(arguments);
        return arguments.contains(ToolList.ALL) ? ToolList.runnable(tools, invocation.err()) : tools;
    }

    private DiskBudget budget(LakeLocation location) {
        return DiskBudget.of(location.folder()).withMaxBytes(flags.maxBytes());
    }

    /// Returns how to record on behalf of an author.
    static RecordingOptions options(String author) {
        return RecordingOptions.DEFAULT.withWriter(LiveWriterOptions.DEFAULT.withAuthor(author));
    }

    private int record(Supplier<Destination> destination, List<Tool> tools, RecordingOptions options, Stopping stopping, Invocation invocation)
            throws InterruptedException, UsageException {
        Optional<ServerOptions> metrics = flags.metrics();
        metrics.ifPresent(_ -> ServiceLog.quietLibraries());
        Recording recording = Recording.start(destination, tools, options);
        try (recording) {
            say(invocation, "recording " + String.join(", ", tools.stream().map(Tool::name).toList()));
            if (metrics.isPresent()) {
                try (MetricsServer server = MetricsServer.start(metrics.get(), Version.text(), recording.metrics())) {
                    say(invocation, "its figures are at " + metrics.get().url(server.port()) + "/metrics");
                    awaitEnd(recording, stopping);
                }
            } else {
                awaitEnd(recording, stopping);
            }
        } finally {
            if (!root().quiet()) {
                invocation.err().print(StatusText.summary(recording.status()));
            }
        }
        recording.problem().ifPresent(invocation.err()::println);
        return recording.problem().isPresent() ? 1 : 0;
    }

    private void say(Invocation invocation, String message) {
        if (!root().quiet()) {
            invocation.err().println(message);
        }
    }

    private void awaitEnd(Recording recording, Stopping stopping) throws InterruptedException {
        long end = System.nanoTime() + flags.time().toNanos();
        while (!stopping.await(waitMillis(end)) && recording.problem().isEmpty()) {
            if (flags.time().isPositive() && end - System.nanoTime() <= 0) {
                return;
            }
        }
    }

    private int onAnotherHost(List<String> arguments, Invocation invocation) throws Exception {
        List<String> command = flags.remoteCommand(arguments, invocation.environment());
        if (flags.list()) {
            return Child.passOn(command, invocation.printer(), invocation.err());
        }
        return fromChild(Child.remote(command, invocation.err()), invocation);
    }

    /// Records what another program prints.
    private int fromChild(Child child, Invocation invocation) throws Exception {
        if (flags.toStandardOutput()) {
            try (Stopping stopping = new Stopping(); child; Destination destination = Destination.zng(invocation.out())) {
                return copy(child, destination, stopping, invocation);
            }
        }
        LakeLocation location = root().location(invocation);
        try (Stopping stopping = new Stopping(); Lake lake = location.remote() ? location.open() : location.openOrCreate()) {
            Head target = Head.parse(flags.use());
            ensurePool(lake, target.pool());
            try (child; Destination destination =
                    Destination.lake(lake, target, options(CommitFlags.author(invocation)).writer())) {
                return copy(child, destination, stopping, invocation);
            }
        }
    }

    private int copy(Child child, Destination destination, Stopping stopping, Invocation invocation) throws InterruptedException {
        child.start(destination);
        long end = System.nanoTime() + flags.time().toNanos();
        while (child.running() && !stopping.await(waitMillis(end))) {
            if (flags.time().isPositive() && end - System.nanoTime() <= 0) {
                break;
            }
        }
        int status = child.end();
        if (!root().quiet()) {
            invocation.err().println("%,d records".formatted(child.records()));
        }
        return status;
    }

    private long waitMillis(long end) {
        return flags.time().isPositive() ? Math.clamp((end - System.nanoTime()) / 1_000_000 + 1, 0, CHECK_MILLIS) : CHECK_MILLIS;
    }

    /// Makes the pool if there is none: by time, newest first, as queries about what just happened read it.
    static void ensurePool(Lake lake, String pool) {
        try {
            lake.pool(pool);
        } catch (NotFoundException e) {
            try {
                lake.createPool(pool, SortKey.descending("ts"));
            } catch (ConflictException raced) {
                // Somebody else made it meanwhile, which is as good.
                lake.pool(pool);
            }
        }
    }

    /// Prints what this host lacks for tracing, and how to get it.
    static void printMissing(List<Requirements.Requirement> requirements, PrintStream out) {
        out.println("this host cannot be traced:");
        requirements.stream().filter(requirement -> !requirement.met())
            .forEach(requirement -> out.println("  " + requirement.name() + (requirement.optional() ? " (optional)" : "") + ": "
                + requirement.remedy()));
    }
}
