package dev.tarn.cli.flag;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Describes a command: what help says of it, and how to make one to run.
///
/// @param name the word that calls it
/// @param usage the form of its command line
/// @param summary what it does, in one line
/// @param description what it does, in paragraphs of lines of at most 72 characters
/// @param hidden whether help leaves it out of its parent's list
/// @param children the sub-commands, in the order in which help lists them
/// @param factory makes the command for one run; nothing of it is loaded before
public record CommandSpec(
        String name,
        String usage,
        String summary,
        String description,
        boolean hidden,
        List<CommandSpec> children,
        Supplier<Command> factory) {

    /// Describes a command without sub-commands.
    public static CommandSpec of(String name, String usage, String summary, String description, Supplier<Command> factory) {
        return new CommandSpec(name, usage, summary, description, false, List.of(), factory);
    }

    /// Describes a command that consists of others and by itself only shows its help.
    public static CommandSpec group(String name, String usage, String summary, String description, List<CommandSpec> children) {
        return new CommandSpec(name, usage, summary, description, false, children,
            () -> (arguments, invocation) -> Dispatcher.SHOW_HELP);
    }

    /// Returns the same command, left out of its parent's list.
    public CommandSpec asHidden() {
        return new CommandSpec(name, usage, summary, description, true, children, factory);
    }

    Optional<CommandSpec> child(String word) {
        for (CommandSpec child : children) {
            if (child.name.equals(word)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }
}
