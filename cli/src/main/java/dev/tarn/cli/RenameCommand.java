package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Lake;
import dev.tarn.lake.PoolInfo;
import java.util.List;

/// `zed rename`: gives a pool another name.
final class RenameCommand extends LakeCommand {
    RenameCommand(ZedRoot root) {
        super(root);
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException {
        if (arguments.size() != 2) {
            throw new UsageException("two pool names must be provided");
        }
        try (Lake lake = openLake(invocation)) {
            PoolInfo pool = lake.pool(arguments.getFirst());
            lake.renamePool(pool.id().toString(), arguments.getLast());
            confirm("pool " + pool.id() + " renamed from " + arguments.getFirst() + " to " + arguments.getLast(), invocation);
        }
        return 0;
    }
}
