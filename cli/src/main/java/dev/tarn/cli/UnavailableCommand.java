package dev.tarn.cli;

import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import java.util.List;

/// A sub-command of the reference that Tarn does not have yet. It says so whatever its arguments are.
final class UnavailableCommand extends LakeCommand {
    private final String name;

    UnavailableCommand(ZedRoot root, String name) {
        super(root);
        this.name = name;
    }

    @Override
    public void declare(FlagSet flags) {
        new CommitFlags(flags);
        new UseFlag(flags, false);
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException {
        throw new UsageException("zed " + name + ": not supported yet");
    }
}
