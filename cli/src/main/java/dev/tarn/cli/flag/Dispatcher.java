package dev.tarn.cli.flag;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds the command that a command line calls, reads its flags, and runs it or shows its help.
public final class Dispatcher {

    /// What [Command#run] returns to have its help shown instead of an exit status.
    public static final int SHOW_HELP = -1;

    private final CommandSpec root;

    /// Makes a dispatcher for `root` and the commands below it.
    public Dispatcher(CommandSpec root) {
        this.root = root;
    }

    /// Runs the command that `arguments` call and returns the exit status. Every exception of the command but
    /// [UsageException] and [FlagException] passes to the caller, which knows how to print it.
    ///
    /// @param arguments the command line without the name of the root
    /// @throws Exception what the command throws
    public int run(List<String> arguments, Invocation invocation) throws Exception {
        List<Level> path = new ArrayList<>();
        path.add(new Level(root, new FlagSet()));
        Flag<Boolean> help = path.getFirst().own().toggle("h", false, "show this help");
        Flag<Boolean> longHelp = path.getFirst().own().toggle("help", false, "show this help");
        Flag<Boolean> hidden = path.getFirst().own().toggle("hidden", false, "show hidden options in the help");
        List<String> rest = arguments;
        while (true) {
            Level level = path.getLast();
            level.command().declare(level.own());
            try {
                rest = union(path).parse(rest);
            } catch (FlagException e) {
                invocation.err().println(e.getMessage());
                invocation.err().println("at flag: \"" + String.join(" ", rest) + "\": " + e.getMessage());
                return 1;
            }
            CommandSpec spec = level.spec();
            if (rest.isEmpty() || spec.children().isEmpty() || help.value() || longHelp.value()) {
                break;
            }
            Optional<CommandSpec> child = spec.child(rest.getFirst());
            if (child.isEmpty()) {
                invocation.err().println("\"" + nameOf(path) + "\": no such sub-command \"" + rest.getFirst()
                    + "\": options are: " + childNames(spec));
                return 1;
            }
            path.add(new Level(child.get(), new FlagSet()));
            rest = rest.subList(1, rest.size());
        }
        if (help.value() || longHelp.value()) {
            return showHelp(path, hidden.value(), invocation);
        }
        return runLast(path, rest, hidden.value(), invocation);
    }

    private static int runLast(List<Level> path, List<String> rest, boolean hidden, Invocation invocation) throws Exception {
        try {
            int status = path.getLast().command().run(rest, invocation);
            return status == SHOW_HELP ? showHelp(path, hidden, invocation) : status;
        } catch (UsageException e) {
            invocation.err().println(e.getMessage());
            return 1;
        }
    }

    private static int showHelp(List<Level> path, boolean hidden, Invocation invocation) {
        PrintStream out = invocation.printer();
        new Help(path, hidden).print(out);
        out.flush();
        return 0;
    }

    /// The flags of a command and all its parents; where two have one name, the nearer command's counts.
    private static FlagSet union(List<Level> path) {
        FlagSet union = new FlagSet();
        path.forEach(level -> union.addAll(level.own()));
        return union;
    }

    static String nameOf(List<Level> path) {
        return path.stream().map(level -> level.spec().name()).collect(Collectors.joining(" "));
    }

    private static String childNames(CommandSpec spec) {
        return spec.children().stream().filter(child -> !child.hidden()).map(CommandSpec::name)
            .collect(Collectors.joining(" "));
    }

    /// One command on the way from the root to the command that runs, with the flags it declared itself.
    record Level(CommandSpec spec, FlagSet own, Command command) {
        Level(CommandSpec spec, FlagSet own) {
            this(spec, own, spec.factory().get());
        }
    }
}
