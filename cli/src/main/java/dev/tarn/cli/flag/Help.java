package dev.tarn.cli.flag;

import java.io.PrintStream;
import java.util.List;

/// The help page of one command.
final class Help {
    private static final String INDENT = "    ";

    private final List<Dispatcher.Level> path;
    private final boolean showHidden;

    Help(List<Dispatcher.Level> path, boolean showHidden) {
        this.path = path;
        this.showHidden = showHidden;
    }

    void print(PrintStream out) {
        CommandSpec spec = path.getLast().spec();
        heading(out, "NAME");
        out.println(INDENT + Dispatcher.nameOf(path) + " - " + spec.summary() + "\n");
        heading(out, "USAGE");
        out.println(INDENT + spec.usage() + "\n");
        heading(out, "OPTIONS");
        flags(out, path.getLast().own());
        for (int i = path.size() - 2; i >= 0; i--) {
            if (!path.get(i).own().all().isEmpty()) {
                out.println(INDENT + "\n" + INDENT + "[" + Dispatcher.nameOf(path.subList(0, i + 1)) + " flags]");
                flags(out, path.get(i).own());
            }
        }
        out.println();
        commands(out, spec);
        heading(out, "DESCRIPTION");
        spec.description().lines().forEach(line -> out.println(line.isEmpty() ? "" : INDENT + line));
        out.println();
    }

    private static void heading(PrintStream out, String title) {
        out.println("\033[1m" + title + "\033[0m");
    }

    private void flags(PrintStream out, FlagSet flags) {
        for (Flag<?> flag : flags.all()) {
            if (!flag.hidden()) {
                out.println(INDENT + "-" + flag.name() + describe(flag));
            }
        }
        for (Flag<?> flag : flags.all()) {
            if (flag.hidden() && showHidden) {
                out.println(INDENT + "[-" + flag.name() + "]" + describe(flag));
            }
        }
    }

    private static String describe(Flag<?> flag) {
        String text = flag.defaultText().isEmpty() ? "" : " (default \"" + flag.defaultText() + "\")";
        return " " + flag.description() + text;
    }

    private void commands(PrintStream out, CommandSpec spec) {
        List<CommandSpec> shown = spec.children().stream().filter(child -> showHidden || !child.hidden()).toList();
        if (shown.isEmpty()) {
            return;
        }
        heading(out, "COMMANDS");
        for (CommandSpec child : shown) {
            String name = child.hidden() ? "[" + child.name() + "]" : child.name();
            out.println(INDENT + name + " - " + child.summary());
        }
        out.println();
    }
}
