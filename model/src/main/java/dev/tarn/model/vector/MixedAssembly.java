package dev.tarn.model.vector;

import dev.tarn.model.Value;
import dev.tarn.model.type.Carrier;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts pieces that were computed for some rows each back together into one vector.
public final class MixedAssembly {
    private record Piece(TypedVector values, int[] rows) {}

    private final int length;
    private final Map<Type, List<Piece>> pieces = new LinkedHashMap<>();

    /// Begins a vector.
    ///
    /// @param length its number of rows
    public MixedAssembly(int length) {
        this.length = length;
    }

    /// Gives the values of some rows.
    ///
    /// @param values the values, of any types
    /// @param rows the row of each value; over all pieces each row comes once
    public void put(Vector values, int[] rows) {
        if (values.length() != rows.length) {
            throw new IllegalArgumentException(values.length() + " values for " + rows.length + " rows");
        }
        switch (values) {
            case TypedVector typed -> {
                if (rows.length > 0) {
                    pieces.computeIfAbsent(typed.type(), _ -> new ArrayList<>()).add(new Piece(typed, rows));
                }
            }
            case Mixed mixed -> {
                int[][] rowsOfParts = mixed.rowsOfParts();
                for (int part = 0; part < rowsOfParts.length; part++) {
                    put(mixed.parts().get(part), View.compose(rows, rowsOfParts[part]));
                }
            }
        }
    }

    /// Returns the vector of all rows.
    ///
    /// @throws IllegalStateException if there are rows without a value
    public Vector build() {
        if (pieces.size() == 1) {
            var only = pieces.values().iterator().next();
            if (rowCount(only) == length && isScattered(only)) {
                return scattered(only, length);
            }
        }
        var tags = new int[length];
        var parts = new ArrayList<TypedVector>(pieces.size());
        int rowCount = 0;
        for (var ofType : pieces.values()) {
            int tag = parts.size();
            int at = 0;
            boolean ascending = true;
            int last = -1;
            for (var piece : ofType) {
                for (int row : piece.rows()) {
                    tags[row] = tag;
                    at++;
                    ascending &= row > last;
                    last = row;
                }
            }
            rowCount += at;
            if (isScattered(ofType)) {
                parts.add(scattered(ofType, at));
            } else {
                var joined = join(ofType);
                parts.add(ascending ? joined : joined.select(inRowOrder(ofType, at)));
            }
        }
        if (rowCount != length) {
            throw new IllegalStateException("values for " + rowCount + " of " + length + " rows");
        }
        return switch (parts.size()) {
            case 0 -> Constant.nulls(PrimitiveType.NULL, 0);
            case 1 -> parts.getFirst();
            default -> Mixed.ofDistinct(tags, parts);
        };
    }

    private static boolean isScattered(List<Piece> ofType) {
        return switch (ofType.getFirst().values().type().carrier()) {
            case LONG, DOUBLE -> ofType.size() > 1 && !isOneConstant(ofType);
            case BYTES, NESTED -> false;
        };
    }

    /// Puts numbers of several pieces to their places at once.
    private TypedVector scattered(List<Piece> ofType, int count) {
        int[] placeOfRow = count == length ? new int[0] : placesOfRows(ofType);
        var type = ofType.getFirst().values().type();
        var valid = new long[Validity.wordCount(Math.max(count, 1))];
        Arrays.fill(valid, -1);
        boolean anyNull = false;
        long[] longs = new long[type.carrier() == Carrier.LONG ? count : 0];
        double[] doubles = new double[type.carrier() == Carrier.DOUBLE ? count : 0];
        for (var piece : ofType) {
            int[] places = placeOfRow.length == 0 ? piece.rows() : View.compose(placeOfRow, piece.rows());
            var flat = piece.values().flat();
            switch (flat) {
                case LongVector vector -> scatter(vector.values(), places, longs);
                case DoubleVector vector -> scatter(vector.values(), places, doubles);
                case FlatVector other -> throw new IllegalStateException("no numbers: " + other.type());
            }
            if (!flat.validity().isAll()) {
                anyNull = true;
                for (int i = 0; i < places.length; i++) {
                    valid[places[i] >>> 6] &= flat.isNull(i) ? ~(1L << places[i]) : -1;
                }
            }
        }
        var validity = anyNull ? Validity.of(valid) : Validity.ALL;
        return type.carrier() == Carrier.LONG
                ? new LongVector(type, longs, count, validity)
                : new DoubleVector(type, doubles, count, validity);
    }

    private static void scatter(long[] values, int[] places, long[] out) {
        for (int i = 0; i < places.length; i++) {
            out[places[i]] = values[i];
        }
    }

    private static void scatter(double[] values, int[] places, double[] out) {
        for (int i = 0; i < places.length; i++) {
            out[places[i]] = values[i];
        }
    }

    /// Returns for each row of some pieces how many rows of them come before it.
    private int[] placesOfRows(List<Piece> ofType) {
        var places = new int[length];
        for (var piece : ofType) {
            for (int row : piece.rows()) {
                places[row] = 1;
            }
        }
        int next = 0;
        for (int row = 0; row < length; row++) {
            next += places[row];
            places[row] = next - 1;
        }
        return places;
    }

    private static TypedVector join(List<Piece> pieces) {
        if (pieces.size() == 1) {
            return pieces.getFirst().values();
        }
        if (isOneConstant(pieces)) {
            return new Constant(((Constant) pieces.getFirst().values()).one(), rowCount(pieces));
        }
        var type = pieces.getFirst().values().type();
        if (type.carrier() == Carrier.NESTED && pieces.stream().anyMatch(piece -> isRows(piece.values()))) {
            return joinBodies(type, pieces);
        }
        var builder = VectorBuilder.of(type);
        for (var piece : pieces) {
            builder.appendAll(piece.values());
        }
        return builder.build();
    }

    private static boolean isRows(TypedVector vector) {
        return vector instanceof Rows || vector instanceof View view && view.base() instanceof Rows;
    }

    // Bodies are copied: finding and rebuilding every field of every record costs more.
    // The errors that stand for a missing field come as such pieces, one for each type that lacks it.
    private static boolean isOneConstant(List<Piece> pieces) {
        if (!(pieces.getFirst().values() instanceof Constant first)) {
            return false;
        }
        Value value = Value.of(first, 0);
        for (var piece : pieces) {
            boolean same = piece.values() instanceof Constant constant
                    && (constant.one() == first.one() || Value.of(constant, 0).equals(value));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static int rowCount(List<Piece> pieces) {
        int count = 0;
        for (var piece : pieces) {
            count += piece.rows().length;
        }
        return count;
    }

    private static TypedVector joinBodies(Type type, List<Piece> pieces) {
        var builder = new RowsBuilder(type);
        for (var piece : pieces) {
            var encoder = BodyEncoder.of(piece.values());
            for (int row = 0; row < piece.values().length(); row++) {
                builder.append(encoder, row);
            }
        }
        return builder.build();
    }

    // For each row of the pieces, in the order of rows, its place in the joined vector.
    private int[] inRowOrder(List<Piece> ofType, int count) {
        var placeOfRow = new int[length];
        int at = 0;
        for (var piece : ofType) {
            for (int row : piece.rows()) {
                placeOfRow[row] = ++at;
            }
        }
        var places = new int[count];
        int next = 0;
        for (int place : placeOfRow) {
            if (place > 0) {
                places[next++] = place - 1;
            }
        }
        return places;
    }

    static Vector ofParts(int[] tags, List<? extends TypedVector> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        if (parts.isEmpty()) {
            return Constant.nulls(PrimitiveType.NULL, 0);
        }
        var types = HashSet.<Type>newHashSet(parts.size());
        for (var part : parts) {
            if (part.length() == 0 || !types.add(part.type())) {
                return assemble(tags, parts);
            }
        }
        return Mixed.ofDistinct(tags, List.copyOf(parts));
    }

    private static Vector assemble(int[] tags, List<? extends TypedVector> parts) {
        var rows = new int[parts.size()][];
        for (int part = 0; part < rows.length; part++) {
            rows[part] = new int[parts.get(part).length()];
        }
        var at = new int[rows.length];
        for (int row = 0; row < tags.length; row++) {
            rows[tags[row]][at[tags[row]]++] = row;
        }
        var assembly = new MixedAssembly(tags.length);
        for (int part = 0; part < rows.length; part++) {
            assembly.put(parts.get(part), rows[part]);
        }
        return assembly.build();
    }
}
