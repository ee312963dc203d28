package dev.tarn.model;

import java.util.List;

/// Names a field by the names that lead to it from the outermost record; the empty path is the value itself (`this`).
///
/// @param names the field names, outermost first
public record Path(List<String> names) {
    /// The path of the value itself.
    public static final Path THIS = new Path(List.of());

    /// Copies the names.
    public Path {
        names = List.copyOf(names);
    }

    /// Returns the path with the given names.
    public static Path of(String... names) {
        return new Path(List.of(names));
    }

    /// Returns whether this is the path of the value itself.
    public boolean isThis() {
        return names.isEmpty();
    }

    /// Returns the names joined by dots, `this` for the empty path.
    @Override
    public String toString() {
        return isThis() ? "this" : String.join(".", names);
    }
}
