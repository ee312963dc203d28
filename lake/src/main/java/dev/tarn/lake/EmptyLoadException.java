package dev.tarn.lake;

import dev.tarn.model.InputException;

/// Says that there was nothing to load, so that there is no commit.
public final class EmptyLoadException extends InputException {
    /// Creates the exception.
    public EmptyLoadException() {
        super("empty transaction");
    }
}
