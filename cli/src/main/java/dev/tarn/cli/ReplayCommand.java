package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.cli.record.Replay;
import dev.tarn.ingest.LiveWriter;
import dev.tarn.ingest.LiveWriterOptions;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.Sink;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.parse.QueryText;
import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `zed replay`: gives what was recorded out again, in the rhythm in which it happened.
final class ReplayCommand extends LakeCommand {
    static final String DESCRIPTION = """
        Reads a pool in the order of the field "ts" and gives its values out again,
        as far apart as they happened, or -speed times closer: on the output, or
        with -into into another pool, where they get the present time. For
        demonstrations, and to test what looks at a lake that is written to.

            zed replay -speed 10x bpf
            zed replay -speed 10x -into demo bpf@main
        """;

    private static final Pattern SPEED = Pattern.compile("(\\d+(?:\\.\\d+)?)x?");

    private Flag<String> speed;
    private Flag<String> into;
    private OutputFlags output;

    ReplayCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        speed = flags.text("speed", "1x", "how many times faster than it happened, as 10x; 0 for at once");
        into = flags.text("into", "", "pool, or pool@branch, to write to, instead of the output");
        output = new OutputFlags(flags, "zng");
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws Exception {
        if (arguments.size() != 1) {
            throw new UsageException("zed replay: name one pool, or pool@branch");
        }
        Head head = Head.parse(arguments.getFirst());
        double times = speed();
        try (Stopping stopping = new Stopping(); Lake lake = openLake(invocation)) {
            lake.branch(head.pool(), head.branch());
            try (Sink sink = sink(lake, invocation)) {
                Replay replay = new Replay(sink, times, !into.value().isEmpty(), Clock.systemUTC(), millis -> !stopping.await(millis));
                String from = "from " + LakeQuery.quote(head.pool()) + "@" + LakeQuery.quote(head.branch()) + " | sort ts";
                try (Results results = lake.query(QueryText.of(from), Optional.empty(), QueryOptions.defaults())) {
                    for (Iterator<Vector> batches = results.batches().iterator(); batches.hasNext();) {
                        if (!replay.take(batches.next())) {
                            break;
                        }
                    }
                }
                if (!into.value().isEmpty()) {
                    confirm("%,d values replayed into %s".formatted(replay.values(), into.value()), invocation);
                }
            }
        }
        return 0;
    }

    private double speed() throws UsageException {
        Matcher match = SPEED.matcher(speed.value());
        if (!match.matches()) {
            throw new UsageException("-speed " + speed.value() + ": expected a number such as 10x");
        }
        double times = Double.parseDouble(match.group(1));
        return times == 0 ? Double.POSITIVE_INFINITY : times;
    }

    private Sink sink(Lake lake, Invocation invocation) throws UsageException, IOException {
        if (into.value().isEmpty()) {
            return output.open(invocation);
        }
        Head target = Head.parse(into.value());
        TraceTarget.ensurePool(lake, target.pool());
        return LiveWriter.open(lake, target, LiveWriterOptions.DEFAULT.withAuthor(CommitFlags.author(invocation)));
    }
}
