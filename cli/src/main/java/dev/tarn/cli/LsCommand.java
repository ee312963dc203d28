package dev.tarn.cli;

import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Lake;
import java.io.IOException;
import java.util.List;

/// `zed ls`: lists pools, or the branches of a pool.
final class LsCommand extends LakeCommand {
    private OutputFlags output;

    LsCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        output = new OutputFlags(flags, "lake");
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException, IOException {
        if (arguments.size() > 1) {
            throw new UsageException("too many arguments");
        }
        String query = arguments.isEmpty() ? "from :pools" : "from " + LakeQuery.quote(arguments.getFirst()) + ":branches";
        try (Lake lake = openLake(invocation)) {
            LakeQuery.write(lake, query, HeadFile.of(invocation).read(), output, invocation);
        }
        return 0;
    }
}
