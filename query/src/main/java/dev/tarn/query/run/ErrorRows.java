package dev.tarn.query.run;

import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Finds rows that hold one of the errors with a meaning of their own.
final class ErrorRows {
    /// `error("missing")`: there is no such value.
    static final ErrorRows MISSING = new ErrorRows("missing");
    /// `error("quiet")`: no value is wanted.
    static final ErrorRows QUIET = new ErrorRows("quiet");

    private final byte[] message;

    private ErrorRows(String message) {
        this.message = message.getBytes(StandardCharsets.UTF_8);
    }

    /// Returns the rows of a vector that do not hold the error, ascending; all of them as an array of its length.
    int[] others(Vector vector) {
        var found = new boolean[vector.length()];
        boolean any = switch (vector) {
            case TypedVector typed -> mark(typed, new int[0], found);
            case Mixed mixed -> markParts(mixed, found);
        };
        var rows = new int[found.length];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (!any || !found[row]) {
                rows[count++] = row;
            }
        }
        return count == rows.length ? rows : Arrays.copyOf(rows, count);
    }

    /// Returns the rows of a vector that hold any error but `error("missing")`, ascending.
    static int[] failures(Vector vector) {
        int[] errors = ofErrorType(vector, true);
        if (errors.length == 0) {
            return errors;
        }
        return BatchAssembly.at(errors, MISSING.others(vector.select(errors)));
    }

    /// Returns the rows of a vector that hold no error, ascending.
    static int[] sound(Vector vector) {
        return ofErrorType(vector, false);
    }

    private static int[] ofErrorType(Vector vector, boolean error) {
        return switch (vector) {
            case TypedVector typed -> typed.type().isError() == error ? BatchRows.all(vector.length()) : new int[0];
            case Mixed mixed -> {
                int[][] rows = mixed.rowsOfParts();
                yield IntStream.range(0, rows.length).filter(part -> mixed.parts().get(part).type().isError() == error)
                        .flatMap(part -> Arrays.stream(rows[part])).sorted().toArray();
            }
        };
    }

    /// Returns whether a vector can hold the error in any row.
    boolean isPossible(Vector vector) {
        return switch (vector) {
            case TypedVector typed -> isPossible(typed);
            case Mixed mixed -> mixed.parts().stream().anyMatch(ErrorRows::isPossible);
        };
    }

    private static boolean isPossible(TypedVector vector) {
        return vector.type().equals(ErrorVector.OF_STRING);
    }

    private boolean markParts(Mixed mixed, boolean[] found) {
        boolean any = false;
        int[][] rows = null;
        for (int part = 0; part < mixed.parts().size(); part++) {
            if (isPossible(mixed.parts().get(part))) {
                rows = rows == null ? mixed.rowsOfParts() : rows;
                any |= mark(mixed.parts().get(part), rows[part], found);
            }
        }
        return any;
    }

    private boolean mark(TypedVector vector, int[] rows, boolean[] found) {
        if (!isPossible(vector)) {
            return false;
        }
        var errors = (ErrorVector) vector.flat();
        var messages = (BytesVector) errors.wrapped().flat();
        boolean any = false;
        for (int i = 0; i < errors.length(); i++) {
            if (!errors.isNull(i) && isMessage(messages, i)) {
                found[rows.length == 0 ? i : rows[i]] = true;
                any = true;
            }
        }
        return any;
    }

    private boolean isMessage(BytesVector messages, int row) {
        int start = messages.starts()[row];
        int length = messages.lengths()[row];
        return !messages.isNull(row)
                && Arrays.equals(messages.arena(), start, start + length, message, 0, message.length);
    }
}
