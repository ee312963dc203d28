package dev.tarn.model.vng;

import dev.tarn.model.InputException;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Body;

/// Reads numbers that say how the values of columns belong together, one after another. The data is read when the first one is asked for.
final class NumberDecoder {
    private final VngData data;
    private final Segment segment;
    private final Body.Cursor cursor = new Body.Cursor();
    private byte[] bytes = new byte[0];
    private boolean opened;

    NumberDecoder(VngData data, Segment segment) {
        this.data = data;
        this.segment = segment;
    }

    /// Returns the next number.
    ///
    /// @throws InputException if there is none or it is negative
    long next() {
        if (!opened) {
            bytes = data.read(segment);
            cursor.open(bytes, 0, bytes.length);
            opened = true;
        }
        if (!cursor.hasNext()) {
            throw new InputException("malformed VNG: a column ends too early");
        }
        cursor.next();
        long number = cursor.isNull()
                ? -1
                : Body.readLong(PrimitiveType.INT64, bytes, cursor.start(), cursor.length());
        if (number < 0) {
            throw new InputException("malformed VNG: " + number + " as a number of values");
        }
        return number;
    }

    /// Returns the next number, which has to be below a bound.
    int nextBelow(int bound) {
        long number = next();
        if (number >= bound) {
            throw new InputException("malformed VNG: tag " + number + " of " + bound + " types");
        }
        return (int) number;
    }
}
