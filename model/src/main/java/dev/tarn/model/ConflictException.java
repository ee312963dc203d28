package dev.tarn.model;

/// Says that something exists already or was changed by somebody else meanwhile.
public class ConflictException extends TarnException {
    /// Creates the exception with a message that names the thing, the place and the value.
    public ConflictException(String message) {
        super(message);
    }

    /// Creates the exception with a message and the exception that led to it.
    public ConflictException(String message, Throwable cause) {
        super(message, cause);
    }
}
