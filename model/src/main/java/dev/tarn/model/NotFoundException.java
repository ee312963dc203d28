package dev.tarn.model;

/// Says that a pool, branch, commit, object or file that was asked for does not exist.
public class NotFoundException extends TarnException {
    /// Creates the exception with a message that names the thing, the place and the value.
    public NotFoundException(String message) {
        super(message);
    }

    /// Creates the exception with a message and the exception that led to it.
    public NotFoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
