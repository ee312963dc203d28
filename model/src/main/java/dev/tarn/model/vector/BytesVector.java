package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Flat values that are carried as bytes: string, bytes, ip, net, type.
///
/// Value i is the bytes of the arena from `starts[i]` on, `lengths[i]` of them; values may lie in any order, overlap, and leave gaps.
///
/// @param type a type whose carrier is BYTES
/// @param arena the bytes of all values
/// @param starts where each value begins
/// @param lengths how many bytes each value has
/// @param length the number of values
/// @param validity which of them are not null
public record BytesVector(Type type, byte[] arena, int[] starts, int[] lengths, int length, Validity validity)
        implements FlatVector {

    /// Returns the vector of the given strings, none of them null.
    public static BytesVector ofStrings(Type type, String... strings) {
        var builder = new BytesBuilder(type);
        for (var string : strings) {
            builder.append(string.getBytes(StandardCharsets.UTF_8));
        }
        return builder.build();
    }

    /// Returns a copy of the bytes of a row.
    public byte[] copy(int row) {
        return Arrays.copyOfRange(arena, starts[row], starts[row] + lengths[row]);
    }

    /// Returns the value of a row read as UTF-8.
    public String string(int row) {
        return new String(arena, starts[row], lengths[row], StandardCharsets.UTF_8);
    }

    @Override
    public BytesVector gather(int[] rows) {
        var gatheredStarts = new int[rows.length];
        var gatheredLengths = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gatheredStarts[i] = starts[rows[i]];
            gatheredLengths[i] = lengths[rows[i]];
        }
        return new BytesVector(type, arena, gatheredStarts, gatheredLengths, rows.length, validity.gather(rows));
    }

    @Override
    public BytesVector slice(int from, int to) {
        return from == 0 && to == length
                ? this
                : new BytesVector(type, arena, Arrays.copyOfRange(starts, from, to), Arrays.copyOfRange(lengths, from, to), to - from,
                        validity.slice(from, to));
    }

    @Override
    public BytesVector withType(Type newType) {
        return new BytesVector(newType, arena, starts, lengths, length, validity);
    }

    @Override
    public BytesVector withValidity(Validity newValidity) {
        return new BytesVector(type, arena, starts, lengths, length, newValidity);
    }
}
