package dev.tarn.model.zson;

import java.util.HashMap;
import java.util.Map;
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

        private void bind(TypeForm form) {
            bound = form;
            boundIn = value;
            if (persists) {
                persisting = form;
            }
        }
    }
}
