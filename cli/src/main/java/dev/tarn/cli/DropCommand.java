package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Lake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `zed drop`: removes a pool.
final class DropCommand extends LakeCommand {
    private Flag<Boolean> force;

    DropCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        force = flags.toggle("f", false, "do not ask");
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException, IOException {
        if (arguments.size() != 1) {
            throw new UsageException("a single pool name must be specified");
        }
        String name = arguments.getFirst();
        try (Lake lake = openLake(invocation)) {
            lake.pool(name);
            if (!force.value() && !isSure(name, invocation)) {
                return 0;
            }
            lake.dropPool(name);
            confirm("pool deleted: " + name, invocation);
        }
        return 0;
    }

    private static boolean isSure(String name, Invocation invocation) throws UsageException, IOException {
        PrintStream out = invocation.printer();
        out.println("Are you sure you want to delete pool \"" + name + "\"? There is no going back... [y|n]");
        out.flush();
        String answer = new BufferedReader(new InputStreamReader(invocation.in(), StandardCharsets.UTF_8)).readLine();
        if (answer == null) {
            throw new UsageException("EOF");
        }
        return answer.strip().equalsIgnoreCase("y");
    }
}
