package dev.tarn.model;

/// Says that data given to Tarn is not what its format asks for; the message has the offset.
public class InputException extends TarnException {
    private final String problem;

    /// Creates the exception with a message that names the thing, the place and the value.
    public InputException(String message) {
        super(message);
        this.problem = message;
    }

    /// Creates the exception with a message and the exception that led to it.
    public InputException(String message, Throwable cause) {
        super(message, cause);
        this.problem = message;
    }

    private InputException(String problem, String place) {
        super(problem + place);
        this.problem = problem;
    }

    /// Returns the exception for a problem at a place in a text.
    ///
    /// @param line counted from 1
    /// @param column counted from 1, in bytes
    public static InputException at(String problem, long line, long column) {
        return new InputException(problem, " at line " + line + ", column " + column);
    }

    /// Returns what is wrong, without the line and the column.
    public String problem() {
        return problem;
    }
}
