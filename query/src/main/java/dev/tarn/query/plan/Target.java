package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.query.expression.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The place in a record that a value is assigned to: `a.b`, `a[this.name]`.
///
/// @param elements from the outermost record inwards, at least one
public record Target(List<Element> elements) {
    /// Copies the elements.
    public Target {
        elements = List.copyOf(elements);
    }

    /// A step of the way.
    public sealed interface Element {
        /// A name that is known.
        record Name(String name) implements Element {
            @Override
            public String toString() {
                return name;
            }
        }

        /// A name that is computed for each value, and has to be a string.
        record Computed(Expr name) implements Element {
            @Override
            public String toString() {
                return "[" + name + "]";
            }
        }
    }

    /// Returns the target that is a field.
    public static Target of(Path path) {
        var elements = new ArrayList<Element>();
        for (var name : path.names()) {
            elements.add(new Element.Name(name));
        }
        return new Target(elements);
    }

    /// Returns the path, if all names are known.
    public Optional<Path> path() {
        var names = new ArrayList<String>(elements.size());
        for (var element : elements) {
            if (!(element instanceof Element.Name(var name))) {
                return Optional.empty();
            }
            names.add(name);
        }
        return Optional.of(new Path(names));
    }

    @Override
    public String toString() {
        return path().map(Path::toString)
                .orElseGet(() -> elements.stream().map(Element::toString).collect(Collectors.joining(".")));
    }
}
