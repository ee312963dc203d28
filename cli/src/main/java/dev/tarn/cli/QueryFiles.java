package dev.tarn.cli;

import dev.tarn.cli.flag.Command;
import dev.tarn.cli.flag.CommandSpec;
import dev.tarn.cli.flag.Dispatcher;
import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import java.io.PrintStream;
import java.util.List;

/// The program `zq`.
final class QueryFiles implements Command {
    private Flag<Boolean> version;

    static CommandSpec spec() {
        return CommandSpec.of("zq", "zq [options] [query] file ...", "query files with Zed", "", QueryFiles::new);
    }

    @Override
    public void declare(FlagSet flags) {
        version = flags.toggle("version", false, "print the version and end");
    }

    @Override
    public int run(List<String> arguments, Invocation invocation) {
        if (version.value()) {
            PrintStream out = invocation.printer();
            out.println("Version: " + Version.text());
            out.flush();
            return 0;
        }
        return Dispatcher.SHOW_HELP;
    }
}
