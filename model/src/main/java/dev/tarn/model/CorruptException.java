package dev.tarn.model;

/// Says that stored data is damaged; the message has the file and the place in it.
public class CorruptException extends TarnException {
    /// Creates the exception with a message that names the thing, the place and the value.
    public CorruptException(String message) {
        super(message);
    }

    /// Creates the exception with a message and the exception that led to it.
    public CorruptException(String message, Throwable cause) {
        super(message, cause);
    }
}
