package dev.tarn.model.vector;

import dev.tarn.model.type.Type;
import java.util.Arrays;

/// Selected rows of another vector.
public final class View implements TypedVector {
    private final TypedVector base;
    private final int[] rows;

    private View(TypedVector base, int[] rows) {
        this.base = base;
        this.rows = rows;
    }

    /// Returns the values of the given rows of a vector, in that order; rows may repeat. Views of encodings are merged.
    public static TypedVector of(TypedVector base, int[] rows) {
        return switch (base) {
            case FlatVector flat -> new View(flat, rows);
            case Rows bodies -> new View(bodies, rows);
            case View view -> new View(view.base, compose(view.rows, rows));
            case Constant constant -> constant.select(rows);
            case Dictionary dictionary -> dictionary.select(rows);
        };
    }

    static int[] compose(int[] outer, int[] rows) {
        var composed = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            composed[i] = outer[rows[i]];
        }
        return composed;
    }

    /// Returns the vector whose rows are selected: a [FlatVector] or [Rows].
    public TypedVector base() {
        return base;
    }

    /// Returns for each row its row in the base. Not to be changed.
    public int[] rows() {
        return rows;
    }

    @Override
    public Type type() {
        return base.type();
    }

    @Override
    public int length() {
        return rows.length;
    }

    @Override
    public FlatVector flat() {
        return switch (base) {
            case FlatVector flat -> flat.gather(rows);
            case Rows bodies -> bodies.gather(rows).flat();
            case View _, Constant _, Dictionary _ -> throw new IllegalStateException("a view of an encoding");
        };
    }

    @Override
    public boolean isNull(int row) {
        return base.isNull(rows[row]);
    }

    @Override
    public View withType(Type type) {
        return new View(base.withType(type), rows);
    }

    @Override
    public TypedVector slice(int from, int to) {
        return new View(base, Arrays.copyOfRange(rows, from, to));
    }

    @Override
    public TypedVector select(int[] selected) {
        return of(this, selected);
    }
}
