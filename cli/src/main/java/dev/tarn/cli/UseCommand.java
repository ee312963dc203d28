package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// `zed use`: shows or sets the pool and branch that other commands work on.
final class UseCommand extends LakeCommand {
    private UseFlag use;
    private Flag<String> pool;
    private Flag<Boolean> create;

    UseCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        use = new UseFlag(flags, root().client());
        pool = flags.hiddenText("p", "", "pool of the branch, as older versions were told");
        create = flags.hiddenToggle("b", false, "make the branch first");
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException {
        if (arguments.size() > 1) {
            throw new UsageException("too many arguments");
        }
        LakeLocation location = root().location(invocation);
        if (arguments.isEmpty() && !pool.given()) {
            show(location, invocation);
            return 0;
        }
        try (Lake lake = location.open()) {
            Optional<Head> current = HeadFile.of(invocation).read();
            Head head = target(arguments, current, lake);
            if (create.value()) {
                Head base = pool.given() ? new Head(pool.value(), "main") : use.require(invocation, lake);
                lake.createBranch(head.pool(), head.branch(), base.pool().equals(head.pool()) ? base.branch() : "main");
            }
            lake.branch(head.pool(), head.branch());
            HeadFile.of(invocation).write(head);
            confirm("Switched to branch \"" + head.branch() + "\" on pool \"" + head.pool() + "\"", invocation);
        }
        return 0;
    }

    private Head target(List<String> arguments, Optional<Head> current, Lake lake) throws UsageException {
        if (pool.given()) {
            return new Head(pool.value(), arguments.isEmpty() ? "main" : arguments.getFirst());
        }
        String name = arguments.getFirst();
        if (name.startsWith("@") && current.isEmpty()) {
            throw new UsageException("default pool unset");
        }
        boolean newBranch = create.value() && name.indexOf('@') < 0;
        return newBranch ? new Head(current.orElseThrow(UseFlag::unspecified).pool(), name)
            : UseFlag.resolve(name, current, root().client(), lake);
    }

    private void show(LakeLocation location, Invocation invocation) throws UsageException {
        PrintStream out = invocation.printer();
        try (Lake lake = location.open()) {
            Head head = use.find(invocation, lake).orElseThrow(() -> new UsageException("default pool and branch unset"));
            out.println("HEAD at " + head);
        }
        out.println("Lake at " + location.display());
        out.flush();
    }
}
