package dev.tarn.cli.flag;

/// Says why a command line cannot be run as it stands. The message is printed alone, for the user.
public final class UsageException extends Exception {
    /// Makes an exception with the text to print.
    public UsageException(String message) {
        super(message);
    }
}
