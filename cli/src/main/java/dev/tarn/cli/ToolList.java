package dev.tarn.cli;

import dev.tarn.bpf.Tool;
import dev.tarn.bpf.ToolStatus;
import dev.tarn.bpf.Tools;
import dev.tarn.bpf.tool.HookStatus;
import dev.tarn.bpf.tool.ToolOption;
import dev.tarn.cli.flag.UsageException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// The tools of the collector as a command line names them and as a list shows them.
final class ToolList {
    private ToolList() {
    }

    /// Returns the tools that arguments name: `NAME` each, with any number of `OPTION=VALUE` behind it.
    ///
    /// @throws UsageException if they begin with an option
    static List<Tool> parse(List<String> arguments) throws UsageException {
        List<Tool> tools = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                tools.add(Tools.named(argument));
            } else if (tools.isEmpty()) {
                throw new UsageException(argument + ": an option stands behind the tool that it is for (as in: stack function=tcp_sendmsg)");
            } else {
                tools.add(tools.removeLast().with(argument.substring(0, equals), argument.substring(equals + 1)));
            }
        }
        return tools;
    }

    /// Prints what tools there are, their options and hooks, and which of these the kernel has.
    static void print(PrintStream out) {
        for (ToolStatus status : Tools.list()) {
            Tool tool = status.tool();
            out.println(tool.name() + " - " + tool.description().summary());
            for (ToolOption option : tool.description().options()) {
                out.println("    option " + option.name() + "=" + option.preset() + ": " + option.help());
            }
            for (HookStatus part : status.hooks()) {
                for (HookStatus.Alternative way : part.alternatives()) {
                    out.println("    " + part.role() + ": " + String.join(", ", way.hooks()) + ": "
                        + way.problem().map(problem -> "not here: " + problem).orElse("available"));
                }
            }
            out.println(status.problem().map(problem -> "    cannot run on this kernel: " + problem).orElse("    runs on this kernel"));
        }
    }
}
