package dev.tarn.cli;

import dev.tarn.cli.flag.Command;
import dev.tarn.cli.flag.Dispatcher;
import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import java.util.List;
import java.util.Optional;

/// `zed` itself: the flags that all its sub-commands have, and what they say about where the lake is.
final class ZedRoot implements Command {
    private final boolean client;
    private Flag<String> lake;
    private Flag<String> root;
    private Flag<String> configFolder;
    private Flag<Boolean> quiet;
    private Flag<Boolean> version;

    /// @param client whether this is `zapi`, whose lake is a service on this host unless told otherwise
    ZedRoot(boolean client) {
        this.client = client;
    }

    /// Tells whether this is `zapi`.
    boolean client() {
        return client;
    }

    @Override
    public void declare(FlagSet flags) {
        lake = flags.text("lake", "", "where the lake is: a folder, or the URL of a service (env ZED_LAKE)");
        root = flags.hiddenText("R", "", "the folder of the lake, as zed lake was told in older versions");
        configFolder = flags.text("configdir", "", "folder of configuration and credentials");
        quiet = flags.toggle("q", false, "print nothing but answers and errors");
        version = flags.toggle("version", false, "print the version and end");
        flags.hiddenText("cpuprofile", "", "accepted and ignored; use a profiler of the JVM");
        flags.hiddenText("memprofile", "", "accepted and ignored; use a profiler of the JVM");
    }

    /// Tells whether confirmations are not to be printed.
    boolean quiet() {
        return quiet.value();
    }

    /// Tells whether just the version is asked for.
    boolean version() {
        return version.value();
    }

    /// Returns where the lake of a client command is.
    ///
    /// @throws UsageException if the place is set, to nothing
    LakeLocation location(Invocation invocation) throws UsageException {
        return LakeLocation.find(given(), client, true, invocation);
    }

    /// Returns where the lake of a command is that works on a folder; a service that runs on this host is not asked.
    ///
    /// @throws UsageException if the place is set, to nothing
    LakeLocation folderLocation(Invocation invocation) throws UsageException {
        return LakeLocation.find(given(), false, false, invocation);
    }

    /// Returns what the command line says about where the lake is, if anything.
    Optional<String> given() {
        if (lake.given()) {
            return Optional.of(lake.value());
        }
        return root.given() ? Optional.of(root.value()) : Optional.empty();
    }

    @Override
    public int run(List<String> arguments, Invocation invocation) {
        if (version()) {
            Version.print(invocation);
            return 0;
        }
        return Dispatcher.SHOW_HELP;
    }
}
