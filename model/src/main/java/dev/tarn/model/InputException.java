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
        return new InputException(problem, place(line, column));
    }

    private static String place(long line, long column) {
        return " at line " + line + ", column " + column;
    }

    /// Says that data ends too early: as far as it goes, it may be right.
    public static final class AtEnd extends InputException {
        /// Creates the exception with a message.
        public AtEnd(String message) {
            super(message, "");
        }

        /// Creates the exception with a message and a place in a text.
        ///
        /// @param line counted from 1
        /// @param column counted from 1, in bytes
        public AtEnd(String problem, long line, long column) {
            super(problem, place(line, column));
        }
    }

    /// Says that data names what is not there. The message is that name's, and no place is added to it, so that whoever knows the
    /// name can look for the message.
    public static final class UnknownName extends InputException {
        /// Creates the exception with a message that has the name.
        public UnknownName(String message) {
            super(message);
        }
    }

    /// Returns what is wrong, without the line and the column.
    public String problem() {
        return problem;
    }
}
