package dev.tarn.model.zson;

import dev.tarn.model.type.NamedType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The type names that are bound at a place in a text: those bound in the current value, and those that persist.
final class NameScope {
    private final Predicate<String> persist;
    private final Map<String, Name> names = new HashMap<>();
    private long value;

    NameScope(Predicate<String> persist) {
        this.persist = persist;
    }

    /// Forgets the names bound in the value before.
    void beginValue() {
        value++;
    }

    Name name(String text) {
        return names.computeIfAbsent(text, Name::new);
    }

    boolean isBound(TypeForm form) {
        return form.name.isPresent() && form.name.get().isBoundTo(form);
    }

    void bind(TypeForm form) {
        form.name.orElseThrow().bind(form);
    }

    /// Tells to which types names are bound, for a text that continues the current value.
    Map<String, NamedType> bound() {
        var bound = new HashMap<String, NamedType>();
        names.forEach((text, name) -> name.current().ifPresent(form -> bound.put(text, (NamedType) form.type)));
        return bound;
    }

    /// A name, and what it is bound to.
    final class Name {
        final byte[] quoted;
        private final boolean persists;
        private TypeForm bound;
        private long boundIn = -1;
        private TypeForm persisting;

        private Name(String text) {
            this.quoted = TypeForm.quotedTypeName(text);
            this.persists = persist.test(text);
        }

        // A form is made once for each type, so that types need not be compared.
        private boolean isBoundTo(TypeForm form) {
            return boundIn == value ? bound == form : persisting == form;
        }

        private Optional<TypeForm> current() {
            return Optional.ofNullable(boundIn == value ? bound : persisting);
        }

        private void bind(TypeForm form) {
            bound = form;
            boundIn = value;
            if (persists) {
                persisting = form;
            }
        }
    }
}
