package dev.tarn.cli;

import dev.tarn.bpf.Collector;
import dev.tarn.bpf.CollectorOptions;
import dev.tarn.bpf.Tool;
import dev.tarn.bpf.ToolStatus;
import dev.tarn.bpf.Tools;
import dev.tarn.bpf.tool.HookStatus;
import dev.tarn.bpf.tool.ToolOption;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.model.UnsupportedException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tools of the collector as a command line names them and as a list shows them.
final class ToolList {
    /// What stands for the ten tools of the dashboard.
    static final String ALL = "all";

    private ToolList() {
    }

    /// Returns those tools that the kernel has the hooks for, and says of the others what is missing.
    static List<Tool> runnable(List<Tool> tools, PrintStream out) {
        Map<String, String> problems = new HashMap<>();
        Tools.list().forEach(status -> status.problem().ifPresent(problem -> problems.put(status.tool().name(), problem)));
        List<Tool> runnable = new ArrayList<>();
        for (Tool tool : tools) {
            if (problems.containsKey(tool.name())) {
                out.println("not recording " + tool.name() + ": " + problems.get(tool.name()));
            } else {
                runnable.add(tool);
            }
        }
        return runnable;
    }

    /// Returns the tools that arguments name: `NAME` each, or `all` for those of the dashboard, with any number of `OPTION=VALUE` behind it.
    ///
    /// @throws UsageException if they begin with an option
    static List<Tool> parse(List<String> arguments) throws UsageException {
        List<Tool> tools = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.equals(ALL)) {
                Tools.dashboard().forEach(name -> tools.add(Tools.named(name)));
            } else if (equals < 0) {
                tools.add(Tools.named(argument));
            } else if (tools.isEmpty()) {
                throw new UsageException(argument + ": an option stands behind the tool that it is for (as in: stack function=tcp_sendmsg)");
            } else {
                tools.add(tools.removeLast().with(argument.substring(0, equals), argument.substring(equals + 1)));
            }
        }
        return tools;
    }

    /// Loads and attaches each of some tools, detaches them all, and prints whether the kernel took it; returns whether it took all.
    static boolean check(List<String> arguments, PrintStream out) throws UsageException {
        boolean all = true;
        try (Collector collector = Collector.open(CollectorOptions.DEFAULTS)) {
            for (Tool tool : parse(arguments)) {
                try {
                    collector.attach(tool);
                    out.println("ok " + tool.name());
                } catch (UnsupportedException e) {
                    out.println("refused " + tool.name() + ": " + e.getMessage());
                    all = false;
                }
                out.flush();
            }
        }
        return all;
    }

    /// Prints what tools there are, their options and hooks, and which of these the kernel has.
    static void print(PrintStream out) {
        for (ToolStatus status : Tools.list()) {
            Tool tool = status.tool();
            out.println(tool.name() + " - " + tool.description().summary());
            for (ToolOption option : tool.description().options()) {
                if (!ToolOption.COMMON.contains(option) && !option.equals(ToolOption.RING_SIZE)) {
                    out.println("    option " + option.name() + "=" + option.preset() + ": " + option.help());
                }
            }
            List<String> shared = tool.description().options().stream()
                .filter(option -> ToolOption.COMMON.contains(option) || option.equals(ToolOption.RING_SIZE)).map(ToolOption::name).toList();
            if (!shared.isEmpty()) {
                out.println("    options of all tools: " + String.join(", ", shared));
            }
            for (HookStatus part : status.hooks()) {
                for (HookStatus.Alternative way : part.alternatives()) {
                    out.println("    " + part.role() + ": " + String.join(", ", way.hooks()) + ": "
                        + way.problem().map(problem -> "not here: " + problem).orElse("available") + (part.optional() ? " (optional)" : ""));
                }
            }
            out.println(status.problem().map(problem -> "    cannot run on this kernel: " + problem).orElse("    runs on this kernel"));
        }
    }
}
