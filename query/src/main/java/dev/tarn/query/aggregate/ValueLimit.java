package dev.tarn.query.aggregate;

import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;

/// How large an array or a set may be that an aggregate makes: what is beyond it is left out.
///
/// @param bytes the bytes of all its elements in ZNG, without what lies between them
public record ValueLimit(long bytes) {
    /// No limit.
    public static final ValueLimit NONE = new ValueLimit(Long.MAX_VALUE);

    /// Leaves out elements at the beginning of ranges until the others fit.
    ///
    /// @param starts where each range begins in the elements; moved on
    /// @param counts how many elements it has; lowered
    void keepLast(Vector elements, int[] starts, int[] counts) {
        int[] lengths = lengths(elements);
        for (int i = 0; i < counts.length; i++) {
            long sum = 0;
            int kept = 0;
            int end = starts[i] + counts[i];
            while (kept < counts[i] && sum + lengths[end - kept - 1] <= bytes) {
                sum += lengths[end - ++kept];
            }
            starts[i] = end - kept;
            counts[i] = kept;
        }
    }

    /// Leaves out elements at the end of ranges until the others fit.
    ///
    /// @param starts where each range begins in the elements
    /// @param counts how many elements it has; lowered
    /// @return whether any were left out
    boolean keepFirst(Vector elements, int[] starts, int[] counts) {
        int[] lengths = lengths(elements);
        boolean all = true;
        for (int i = 0; i < counts.length; i++) {
            long sum = 0;
            int kept = 0;
            while (kept < counts[i] && sum + lengths[starts[i] + kept] <= bytes) {
                sum += lengths[starts[i] + kept++];
            }
            all &= kept == counts[i];
            counts[i] = kept;
        }
        return !all;
    }

    private static int[] lengths(Vector values) {
        var lengths = new int[values.length()];
        switch (values) {
            case TypedVector typed -> lengths(typed, lengths);
            case Mixed mixed -> {
                var ofParts = new int[mixed.parts().size()][];
                for (int part = 0; part < ofParts.length; part++) {
                    ofParts[part] = new int[mixed.parts().get(part).length()];
                    lengths(mixed.parts().get(part), ofParts[part]);
                }
                for (int row = 0; row < lengths.length; row++) {
                    lengths[row] = ofParts[mixed.tags()[row]][mixed.slots()[row]];
                }
            }
        }
        return lengths;
    }

    private static void lengths(TypedVector values, int[] lengths) {
        var encoder = BodyEncoder.of(values);
        var body = new ByteBuilder();
        for (int row = 0; row < lengths.length; row++) {
            if (!encoder.isNull(row)) {
                body.truncate(0);
                encoder.writeBody(row, body);
                lengths[row] = body.length();
            }
        }
    }
}
