package dev.tarn.model;

/// The parent of everything that can go wrong and that a caller can act on: a bad query, bad input, something missing.
///
/// A bug of Tarn's own is never one of these but an [IllegalStateException] or [AssertionError]; a value that cannot be
/// computed is not an exception at all but a Zed error value.
public abstract class TarnException extends RuntimeException {
    protected TarnException(String message) {
        super(message);
    }

    protected TarnException(String message, Throwable cause) {
        super(message, cause);
    }
}
