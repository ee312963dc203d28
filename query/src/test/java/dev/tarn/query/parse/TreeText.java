package dev.tarn.query.parse;

import dev.tarn.query.ast.Span;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Writes a syntax tree on one line, without spans: `(Binary ADD (Reference a) (Primitive INT64 1))`.
final class TreeText {

    private final StringBuilder out = new StringBuilder();

    private TreeText() {}

    static String of(Object node) {
        TreeText text = new TreeText();
        text.add(node);
        return text.out.toString();
    }

    private void add(Object value) {
        switch (value) {
            case Record node -> addNode(node);
            case List<?> list -> {
                out.append('[');
                for (int i = 0; i < list.size(); i++) {
                    out.append(i > 0 ? " " : "");
                    add(list.get(i));
                }
                out.append(']');
            }
            case Optional<?> optional -> optional.ifPresentOrElse(this::add, () -> out.append('_'));
            case OptionalLong number -> out.append(number.isPresent() ? number.getAsLong() : "_");
            case String text -> out.append(text.matches("[\\w.:/$*-]+") ? text : "\"" + text + "\"");
            default -> out.append(value);
        }
    }

    private void addNode(Record node) {
        out.append('(').append(node.getClass().getSimpleName());
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            if (component.getType() == Span.class) {
                continue;
            }
            out.append(' ');
            try {
                add(component.getAccessor().invoke(node));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError("component " + component, e);
            }
        }
        out.append(')');
    }
}
