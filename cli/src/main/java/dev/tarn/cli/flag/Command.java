package dev.tarn.cli.flag;

import java.util.List;

/// One run of a command: it declares its flags, and then runs with their values and the arguments that are left.
public interface Command {

    /// Declares the flags that this command adds to its parents'.
    default void declare(FlagSet flags) {
    }

    /// Runs, and returns the status that the process ends with: 0 for success.
    ///
    /// @param arguments what follows the flags
    /// @throws UsageException if the command line asks for something that cannot be
    /// @throws Exception if the command did not succeed; the message is for the user
    int run(List<String> arguments, Invocation invocation) throws Exception;
}
