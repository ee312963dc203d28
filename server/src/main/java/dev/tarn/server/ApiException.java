package dev.tarn.server;

import dev.tarn.model.ConflictException;
import dev.tarn.model.InputException;
import dev.tarn.model.LimitException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.TarnException;
import dev.tarn.model.UnsupportedException;
import dev.tarn.query.QueryException;

/// A request that is answered with an error.
public final class ApiException extends TarnException {
    /// The kinds of error that the API knows, each with its HTTP status.
    public enum Kind {
        /// Something is wrong with the request.
        INVALID("invalid operation", 400),
        /// What the request names does not exist.
        NOT_FOUND("item does not exist", 404),
        /// What the request wants to make exists already.
        CONFLICT("conflict with pending operation", 409),
        /// The service takes no more at the moment.
        OVERLOADED("too many requests", 429),
        /// Anything else.
        OTHER("other error", 500);

        private final String text;
        private final int status;

        Kind(String text, int status) {
            this.text = text;
            this.status = status;
        }

        /// Returns the text of the kind in an error's body.
        public String text() {
            return text;
        }

        /// Returns the HTTP status.
        public int status() {
            return status;
        }
    }

    private final Kind kind;

    /// Creates the exception.
    public ApiException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// Returns an exception for a request that is wrong.
    public static ApiException invalid(String message) {
        return new ApiException(Kind.INVALID, message);
    }

    /// Returns the kind.
    public Kind kind() {
        return kind;
    }

    /// Returns the kind of answer that an exception of the lake or the engine asks for.
    public static Kind kindOf(TarnException exception) {
        return switch (exception) {
            case ApiException api -> api.kind();
            case QueryException _, InputException _ -> Kind.INVALID;
            case NotFoundException _ -> Kind.NOT_FOUND;
            case ConflictException _ -> Kind.CONFLICT;
            case UnsupportedException _ -> Kind.INVALID;
            case LimitException _ -> Kind.OTHER;
            default -> Kind.OTHER;
        };
    }
}
