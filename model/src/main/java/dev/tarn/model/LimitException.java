package dev.tarn.model;

/// Says that a limit on size, depth, memory or time was exceeded, which one and where it is set.
public class LimitException extends TarnException {
    /// Creates the exception with a message that names the thing, the place and the value.
    public LimitException(String message) {
        super(message);
    }

    /// Creates the exception with a message and the exception that led to it.
    public LimitException(String message, Throwable cause) {
        super(message, cause);
    }
}
