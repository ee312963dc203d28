package dev.tarn.cli;

import dev.tarn.cli.flag.CommandSpec;
import dev.tarn.cli.flag.Dispatcher;
import dev.tarn.cli.flag.Invocation;
import java.util.List;

/// The programs that a launcher can start: each a tree of commands.
public final class Program {
    private Program() {
    }

    static String names() {
        return "zq, zed, zapi";
    }

    /// Runs a program and returns its exit status. Errors are printed; nothing is thrown but errors of the JVM.
    ///
    /// @param name one of `zq`, `zed` and `zapi`, or `train`, with which and the name of another the launchers make its AOT cache
    /// @param arguments the command line after the program's name
    public static int run(String name, List<String> arguments, Invocation invocation) {
        if (name.equals("train")) {
            return new Training(invocation).run(arguments.getFirst());
        }
        CommandSpec spec = switch (name) {
            case "zq" -> ZqCommand.spec();
            case "zed" -> ZedCommands.zed();
            case "zapi" -> ZedCommands.zapi();
            default -> throw new IllegalArgumentException(name + ": unknown program (known: " + names() + ")");
        };
        try {
            return new Dispatcher(spec).run(arguments, invocation);
        } catch (Exception e) {
            return Failure.report(e, invocation);
        }
    }
}
