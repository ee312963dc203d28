package dev.tarn.cli.flag;

/// Says which flag or value on a command line is wrong; the message is complete and names the flag.
public final class FlagException extends Exception {
    /// Makes an exception with the line to print.
    public FlagException(String message) {
        super(message);
    }
}
