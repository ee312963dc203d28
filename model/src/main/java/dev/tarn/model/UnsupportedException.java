package dev.tarn.model;

/// Says that something is not to be had here, what is missing, and how to get it.
public class UnsupportedException extends TarnException {
    /// Creates the exception with a message that names the thing, the place and the value.
    public UnsupportedException(String message) {
        super(message);
    }

    /// Creates the exception with a message and the exception that led to it.
    public UnsupportedException(String message, Throwable cause) {
        super(message, cause);
    }
}
