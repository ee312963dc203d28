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
import dev.tarn.ingest.LiveWriterOptions;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.ConflictException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.SortKey;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/// `zed trace`: records what this host does into a pool.
final class TraceCommand extends LakeCommand {
    static final String DESCRIPTION = """
        Attaches tools to the kernel and commits what they see to a pool, "bpf"
        unless -use names another, for the time that -for gives or until Ctrl-C.
        Then it prints what was recorded and what was lost; what was lost is
        also recorded. The pool is made if there is none.

        Options of a tool follow its name:

            zed trace -lake traces -for 10s exec stack function=tcp_sendmsg

        -list names the tools, their options and hooks, and says whether this
        kernel has them. Tracing needs root, or the capabilities CAP_BPF and
        CAP_PERFMON, and the library libbpf.so.1.
        """;

    static final String POOL = "bpf";
    private static final long CHECK_MILLIS = 1_000;

    private Flag<Boolean> list;
    private Flag<Duration> time;
    private Flag<Long> maxBytes;
    private Flag<String> useText;

    TraceCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        list = flags.toggle("list", false, "name the tools, and whether this kernel has what they need");
        time = flags.duration("for", Duration.ZERO, "0s", "how long to record, as 10s or 1h30m (0s for until Ctrl-C)");
        maxBytes = flags.size("maxsize", DiskBudget.DEFAULT_MAX_BYTES, "2GB", "size of the lake at which recording stops");
        useText = flags.text("use", POOL + "@main", "pool, or pool@branch, to record into");
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws Exception {
        if (list.value()) {
            PrintStream out = invocation.printer();
            ToolList.print(out);
            out.flush();
            return 0;
        }
        if (arguments.isEmpty()) {
            throw new UsageException("name the tools to record with (zed trace -list shows them)");
        }
        List<Tool> tools = ToolList.parse(arguments);
        List<Requirements.Requirement> requirements = Requirements.check();
        if (!Requirements.met(requirements)) {
            printMissing(requirements, invocation.err());
            return 1;
        }
        LakeLocation location = root().location(invocation);
        try (Stopping stopping = new Stopping(); Lake lake = location.remote() ? location.open() : location.openOrCreate()) {
            Head target = Head.parse(useText.value());
            ensurePool(lake, target.pool());
            RecordingOptions options = options(CommitFlags.author(invocation));
            record(lake, target, location.remote() ? options : options.withBudget(budget(location)), tools, stopping, invocation);
        }
        return 0;
    }

    private DiskBudget budget(LakeLocation location) {
        return DiskBudget.of(location.folder()).withMaxBytes(maxBytes.value());
    }

    /// Returns how to record on behalf of an author.
    static RecordingOptions options(String author) {
        return RecordingOptions.DEFAULT.withWriter(LiveWriterOptions.DEFAULT.withAuthor(author));
    }

    private void record(Lake lake, Head target, RecordingOptions options, List<Tool> tools, Stopping stopping, Invocation invocation)
            throws InterruptedException {
        Recording recording = Recording.start(lake, target, tools, options);
        try (recording) {
            long end = System.nanoTime() + time.value().toNanos();
            while (!stopping.await(waitMillis(end)) && recording.problem().isEmpty()) {
                if (time.value().isPositive() && end - System.nanoTime() <= 0) {
                    break;
                }
            }
        } finally {
            if (!root().quiet()) {
                invocation.err().print(StatusText.summary(recording.status()));
            }
        }
        recording.problem().ifPresent(invocation.err()::println);
    }

    private long waitMillis(long end) {
        return time.value().isPositive() ? Math.clamp((end - System.nanoTime()) / 1_000_000 + 1, 0, CHECK_MILLIS) : CHECK_MILLIS;
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
