package dev.tarn.model;

import java.util.Collection;
import java.util.List;

/// Says which fields of the values somebody needs; a source may leave out the others, but need not.
///
/// A value that lacks a field, or is no record, passes as it is: a projection never removes values and never changes
/// their number. A source that leaves fields out gives values of a smaller type.
///
/// @param all whether everything is needed, types included
/// @param paths the needed fields, when not everything is; none means that only the number of values matters
public record Projection(boolean all, List<Path> paths) {
    /// Everything is needed.
    public static final Projection ALL = new Projection(true, List.of());
    /// Only the number of values is needed.
    public static final Projection NONE = new Projection(false, List.of());

    /// Copies the paths.
    public Projection {
        paths = List.copyOf(paths);
    }

    /// Returns the projection to the given fields; to everything if one of them is the value itself.
    public static Projection of(Collection<Path> paths) {
        return paths.stream().anyMatch(Path::isThis) ? ALL : new Projection(false, List.copyOf(paths));
    }
}
