package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Lake;
import dev.tarn.model.ConflictException;
import java.util.List;

/// `zed init`: makes a lake.
final class InitCommand extends LakeCommand {
    InitCommand(ZedRoot root) {
        super(root);
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException {
        if (arguments.size() > 1) {
            throw new UsageException("too many arguments");
        }
        LakeLocation location = arguments.isEmpty() ? root().folderLocation(invocation) : LakeLocation.of(arguments.getFirst(), invocation);
        if (location.remote()) {
            throw new UsageException("init command cannot be used on a remote lake");
        }
        if (Lake.exists(location.folder())) {
            throw new ConflictException(location.display() + ": lake already exists");
        }
        Lake.create(location.folder()).close();
        confirm("lake created: " + location.display(), invocation);
        return 0;
    }
}
