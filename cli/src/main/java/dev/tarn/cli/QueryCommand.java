package dev.tarn.cli;

import dev.tarn.cli.flag.Dispatcher;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.Sink;
import dev.tarn.query.Results;
import dev.tarn.query.parse.QueryText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// `zed query`: runs a query on a lake.
final class QueryCommand extends LakeCommand {
    private OutputFlags output;
    private RuntimeFlags runtime;
    private QueryTextFlags queryText;
    private UseFlag use;

    QueryCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        output = new OutputFlags(flags, "zng");
        runtime = new RuntimeFlags(flags);
        queryText = new QueryTextFlags(flags);
        use = new UseFlag(flags, root().client());
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException, IOException {
        if (arguments.size() > 1 || arguments.isEmpty() && !queryText.hasFiles()) {
            return Dispatcher.SHOW_HELP;
        }
        QueryText text = queryText.text(arguments.stream().findFirst(), invocation);
        try (Lake lake = openLake(invocation)) {
            Optional<Head> head = use.find(invocation, lake);
            if (queryText.explain()) {
                PrintStream out = invocation.printer();
                out.print(lake.explain(text, head, runtime.options()));
                out.flush();
                return 0;
            }
            try (Results results = lake.query(text, head, runtime.options()); Sink sink = output.open(invocation, head)) {
                QueryRun.write(results, sink, invocation);
                if (queryText.statistics()) {
                    QueryRun.printStatistics(results, invocation);
                }
            }
        }
        return 0;
    }
}
