package dev.tarn.cli;

import dev.tarn.cli.flag.Command;
import dev.tarn.cli.flag.CommandSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The commands of `zed`, and of `zapi`, its older name as a client of a service.
final class ZedCommands {
    private final ZedRoot root;

    private ZedCommands(ZedRoot root) {
        this.root = root;
    }

    /// Describes `zed`.
    static CommandSpec zed() {
        ZedRoot root = new ZedRoot(false);
        List<CommandSpec> commands = new ArrayList<>(new ZedCommands(root).commands());
        ZedRoot client = new ZedRoot(true);
        // How these were called before lakes and services were one thing to commands.
        commands.add(CommandSpec.group("lake", "lake command", "the same commands, as older versions grouped them", "",
            new ZedCommands(root).commands()).asHidden());
        commands.add(new CommandSpec("api", "api command", "the same commands on a service, as older versions grouped them", "", true,
            new ZedCommands(client).commands(), () -> client));
        return program("zed", "run Zed commands", root, commands);
    }

    /// Describes `zapi`.
    static CommandSpec zapi() {
        ZedRoot root = new ZedRoot(true);
        return program("zapi", "work with the lake of a service", root, new ZedCommands(root).commands());
    }

    private static CommandSpec program(String name, String summary, ZedRoot root, List<CommandSpec> commands) {
        String where = root.client()
            ? "The lake is that of the service at http://localhost:9867, unless -lake or\nthe environment variable ZED_LAKE names another.\n"
            : """
            The lake is where -lake or the environment variable ZED_LAKE say: in a
            folder of this host or behind the URL of a service. Otherwise it is the
            service at http://localhost:9867 if there is one, or else the user's own,
            in ~/.local/share/zed.
            """;
        String description = """
            Makes lakes, loads data into their pools, queries them, serves them over
            HTTP, and records into them what this host does.

            """ + where;
        return new CommandSpec(name, name + " <command> [options] [arguments...]", summary, description, false, commands, () -> root);
    }

    private List<CommandSpec> commands() {
        return List.of(
            command("up", "up [options] [tool ...]", "trace this host into a lake and serve it", UpCommand.DESCRIPTION, UpCommand::new),
            command("trace", "trace [options] tool ...", "record what this host does into a pool", TraceCommand.DESCRIPTION, TraceCommand::new),
            unavailable("auth", "log in to a service, and out"),
            command("branch", "branch [options] [name]", "list, make or remove branches", """
                Without a name, lists the branches of the pool. With one, makes a branch
                that begins where the current one is, or removes it with -d; its commits
                stay where they are.
                """, BranchCommand::new),
            unavailable("compact", "join data objects of a branch"),
            command("create", "create [-orderby key[:asc|:desc]] name", "make a pool", """
                Makes a pool with a branch "main". Its values are kept sorted by the key,
                so that queries over a range of keys read little else.
                """, CreateCommand::new),
            unavailable("delete", "remove data from a branch"),
            command("drop", "drop [options] name", "remove a pool", """
                Removes a pool with all its branches and data, after asking.
                """, DropCommand::new),
            command("init", "init [path]", "make a lake", """
                Makes a lake in a folder, which is made too if it is not there.
                """, InitCommand::new),
            command("load", "load [options] file|url|- ...", "commit data to a branch", """
                Reads files, URLs or standard input ("-") in any of the formats that
                can be read and commits all their values to a branch. When the command
                ends, they are on disk.
                """, LoadCommand::new),
            command("log", "log [options]", "show the commits of a branch", """
                Shows the commits of a branch, newest first.
                """, LogCommand::new),
            command("ls", "ls [options] [pool]", "list pools, or the branches of a pool", """
                Without a pool, lists the pools of the lake; with one, its branches.
                """, LsCommand::new),
            unavailable("manage", "maintain the pools of a lake"),
            unavailable("merge", "merge the current branch into another"),
            command("query", "query [options] [query]", "run a query on a lake", """
                Runs a query in the Zed language and writes the answer. A query that does
                not say what it reads ("from pool | ...") reads the current pool and
                branch, or those that -use names.
                """, QueryCommand::new),
            command("rename", "rename old-name new-name", "give a pool another name", """
                Gives a pool another name; its id stays.
                """, RenameCommand::new),
            command("replay", "replay [options] pool[@branch]", "give out again what was recorded, in its rhythm", ReplayCommand.DESCRIPTION,
                ReplayCommand::new),
            unavailable("revert", "take a commit back"),
            command("serve", "serve [options]", "serve a lake over HTTP", ServeCommand.DESCRIPTION, ServeCommand::new),
            command("use", "use [pool][@branch]", "show or set what other commands work on", """
                Without an argument, shows the current pool and branch, and the lake.
                With one, makes that pool and branch the current ones, which other
                commands work on unless -use names others. They are remembered in
                ~/.zed_head, or in $ZED_HEAD_DIR.
                """, UseCommand::new),
            unavailable("vacate", "forget the older commits of a pool"),
            unavailable("vacuum", "remove data that nothing refers to"),
            unavailable("vector", "make and remove columns of data objects"),
            unavailable("dev", "tools to develop Zed with"));
    }

    private CommandSpec command(String name, String usage, String summary, String description, Function<ZedRoot, Command> factory) {
        return CommandSpec.of(name, usage, summary, description, () -> factory.apply(root));
    }

    private CommandSpec unavailable(String name, String summary) {
        return CommandSpec.of(name, name, summary + " (not supported yet)", "", () -> new UnavailableCommand(root, name));
    }
}
