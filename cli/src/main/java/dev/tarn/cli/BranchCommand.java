package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `zed branch`: lists, makes and removes branches.
final class BranchCommand extends LakeCommand {
    private Flag<Boolean> delete;
    private OutputFlags output;
    private UseFlag use;

    BranchCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        delete = flags.toggle("d", false, "remove the branch instead of making it");
        output = new OutputFlags(flags, "lake");
        use = new UseFlag(flags, root().client());
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException, IOException {
        if (arguments.size() > 1) {
            throw new UsageException("too many arguments");
        }
        try (Lake lake = openLake(invocation)) {
            Head head = use.require(invocation, lake);
            if (arguments.isEmpty()) {
                if (delete.value()) {
                    throw new UsageException("branch name must be specified with -d");
                }
                LakeQuery.write(lake, "from " + LakeQuery.quote(head.pool()) + ":branches", Optional.of(head), output, invocation);
                return 0;
            }
            String name = arguments.getFirst();
            if (delete.value()) {
                lake.removeBranch(head.pool(), name);
                confirm("branch deleted: " + name, invocation);
            } else {
                lake.createBranch(head.pool(), name, head.branch());
                confirm("\"" + name + "\": branch created", invocation);
            }
        }
        return 0;
    }
}
