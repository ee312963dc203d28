package dev.tarn.cli;

import dev.tarn.cli.flag.Command;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Lake;
import java.io.PrintStream;
import java.util.List;

/// A sub-command of `zed`.
abstract class LakeCommand implements Command {
    private final ZedRoot root;

    LakeCommand(ZedRoot root) {
        this.root = root;
    }

    /// The flags of `zed` itself.
    final ZedRoot root() {
        return root;
    }

    @Override
    public final int run(List<String> arguments, Invocation invocation) throws Exception {
        if (root.version()) {
            Version.print(invocation);
            return 0;
        }
        return execute(arguments, invocation);
    }

    /// Runs the command; see [#run].
    abstract int execute(List<String> arguments, Invocation invocation) throws Exception;

    /// Opens the lake that the command line means.
    final Lake openLake(Invocation invocation) throws UsageException {
        return root.location(invocation).open();
    }

    /// Prints a confirmation, unless only answers are wanted.
    final void confirm(String line, Invocation invocation) {
        if (!root.quiet()) {
            PrintStream out = invocation.printer();
            out.println(line);
            out.flush();
        }
    }
}
