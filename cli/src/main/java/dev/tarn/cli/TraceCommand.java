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
import dev.tarn.model.LimitException;
import dev.tarn.server.MetricsServer;
import dev.tarn.server.ServerOptions;
import java.io.PrintStream;
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
            return fromChild(() -> Child.bpftrace(flags.bpftrace().get(), invocation.err()), invocation);
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
        return new TraceTarget(flags, root(), invocation).record((destination, budget, stopping) ->
            record(destination, tools, budget.map(options::withBudget).orElse(options), stopping, invocation));
    }

    /// Those that `all` stands for may be left out where the kernel has no hooks for them; others are asked for by name.
    private static List<Tool> tools(List<String> arguments, Invocation invocation) throws UsageException {
        List<Tool> tools = ToolList.parse(arguments);
        return arguments.contains(ToolList.ALL) ? ToolList.runnable(tools, invocation.err()) : tools;
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
        if (flags.list() || flags.check()) {
            return Child.passOn(command, invocation.printer(), invocation.err());
        }
        return fromChild(() -> Child.remote(command, invocation.err()), invocation);
    }

    /// Records what another program prints.
    private int fromChild(Supplier<Child> program, Invocation invocation) throws Exception {
        return new TraceTarget(flags, root(), invocation).record((target, budget, stopping) -> {
            try (Child child = program.get(); Destination destination = target.get()) {
                return copy(child, destination, budget, stopping, invocation);
            }
        });
    }

    private int copy(Child child, Destination destination, Optional<DiskBudget> budget, Stopping stopping, Invocation invocation)
            throws InterruptedException {
        child.start(destination);
        long end = System.nanoTime() + flags.time().toNanos();
        Optional<String> problem = Optional.empty();
        while (child.running() && problem.isEmpty() && !stopping.await(waitMillis(end))) {
            if (flags.time().isPositive() && end - System.nanoTime() <= 0) {
                break;
            }
            problem = used(budget);
        }
        boolean byItself = !child.running();
        int status = child.end();
        say(invocation, "%,d records".formatted(child.records()));
        if (byItself && status != 0) {
            invocation.err().println(child.name() + " ended with status " + status + ": what it had not handed over by then is not recorded");
        }
        problem.ifPresent(invocation.err()::println);
        return problem.isPresent() ? 1 : status;
    }

    private static Optional<String> used(Optional<DiskBudget> budget) {
        try {
            budget.ifPresent(DiskBudget::check);
            return Optional.empty();
        } catch (LimitException e) {
            return Optional.of(e.getMessage());
        }
    }

    private long waitMillis(long end) {
        return flags.time().isPositive() ? Math.clamp((end - System.nanoTime()) / 1_000_000 + 1, 0, CHECK_MILLIS) : CHECK_MILLIS;
    }

    /// Prints what this host lacks for tracing, and how to get it.
    static void printMissing(List<Requirements.Requirement> requirements, PrintStream out) {
        out.println("this host cannot be traced:");
        requirements.stream().filter(requirement -> !requirement.met())
            .forEach(requirement -> out.println("  " + requirement.name() + (requirement.optional() ? " (optional)" : "") + ": "
                + requirement.remedy()));
    }
}
