package dev.tarn.lake.remote;

import dev.tarn.model.TarnException;

/// Says that a service cannot be reached, or that something went wrong in it that is not the caller's doing.
public final class ServiceException extends TarnException {
    /// Creates the exception with a message that names the service.
    public ServiceException(String message) {
        super(message);
    }

    /// Creates the exception with a message that names the service and the exception that led to it.
    public ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
