package dev.tarn.cli;

import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.NotFoundException;
import dev.tarn.query.QueryException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `zed log`: shows the commits of a branch, newest first.
final class LogCommand extends LakeCommand {
    private OutputFlags output;
    private UseFlag use;

    LogCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        output = new OutputFlags(flags, "lake");
        use = new UseFlag(flags, root().client());
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException, IOException {
        if (!arguments.isEmpty()) {
            throw new UsageException("no arguments allowed");
        }
        try (Lake lake = openLake(invocation)) {
            Head head = use.require(invocation, lake);
            String query = "from " + LakeQuery.quote(head.pool()) + "@" + LakeQuery.quote(head.branch()) + ":log";
            try {
                LakeQuery.write(lake, query, Optional.of(head), output, invocation);
            } catch (QueryException e) {
                // Nobody wrote the query, so its text would explain nothing.
                throw new NotFoundException(e.problems().getFirst().message(), e);
            }
        }
        return 0;
    }
}
