package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.model.TarnException;
import dev.tarn.query.QueryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;

/// Says what went wrong to whoever called a command.
final class Failure {
    /// What the shell makes of a process that wrote into a pipe which nobody reads any more.
    private static final int BROKEN_PIPE = 141;
    private static final int BUG = 2;

    private Failure() {
    }

    /// Prints what went wrong and returns the status to end with.
    static int report(Exception e, Invocation invocation) {
        if (isBrokenPipe(e)) {
            return BROKEN_PIPE;
        }
        if (isBug(e)) {
            invocation.err().println("this is a bug in Tarn; please report it with what follows");
            e.printStackTrace(invocation.err());
            return BUG;
        }
        invocation.err().println(message(e, invocation));
        return 1;
    }

    /// Returns what went wrong, for the user. What a query should have been is for people only: scripts compare messages with
    /// those of the reference, which does not say it.
    static String message(Exception e, Invocation invocation) {
        return switch (e) {
            case QueryException query when !invocation.terminals().err() -> query.plainMessage();
            case NoSuchFileException missing -> missing.getFile() + ": no such file or directory";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case UncheckedIOException io when io.getMessage().equals(io.getCause().toString()) -> message(io.getCause(), invocation);
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    private static boolean isBug(Exception e) {
        return e instanceof RuntimeException
            && !(e instanceof TarnException || e instanceof UncheckedIOException || e instanceof CancellationException);
    }

    private static boolean isBrokenPipe(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            // The class says only that writing did not succeed; why is in the words of the operating system.
            if (cause instanceof IOException && "Broken pipe".equals(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    /// Returns an error as a usage error whose text begins with `prefix`.
    static UsageException prefixed(String prefix, Exception e, Invocation invocation) {
        return new UsageException(prefix + message(e, invocation));
    }
}
