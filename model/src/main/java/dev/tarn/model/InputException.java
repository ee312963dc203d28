package dev.tarn.model;

/// Says that data given to Tarn is not what its format asks for; the message has the offset.
public class InputException extends TarnException {
    /// Creates the exception with a message that names the thing, the place and the value.
    public InputException(String message) {
        super(message);
    }

    /// Creates the exception with a message and the exception that led to it.
    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
