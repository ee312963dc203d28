package dev.tarn.model.zson;

import dev.tarn.model.text.FloatText;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeText;
import dev.tarn.model.type.UnionType;
import java.util.HashMap;
import java.util.Map;

/// What printers write with: the text, its layout, the names bound in it, and the decorators that follow values.
final class Pen {
    final TextBuilder out = new TextBuilder();
    final FloatText floats = new FloatText();
    final int tab;
    final NameScope names;
    private final Map<Type, TypeForm> forms = new HashMap<>();

    Pen(ZsonStyle style) {
        tab = style.indent();
        names = new NameScope(style.persist());
    }

    TypeForm form(Type type) {
        var form = forms.get(type);
        if (form == null) {
            form = new TypeForm(type, names);
            forms.put(type, form);
        }
        return form;
    }

    /// Begins a line, if values are laid out over several.
    void newLine(int indent) {
        if (tab > 0) {
            out.put('\n');
            out.putSpaces(indent);
        }
    }

    /// Writes the space that stands before a decorator and after a colon, if values are laid out over several lines.
    void space() {
        if (tab > 0) {
            out.put(' ');
        }
    }

    void writeNull() {
        out.put("null");
    }

    /// Writes the decorator of a value, if it needs one.
    ///
    /// @param known whether a decorator that follows further out tells the type
    /// @param bare whether the text of the value tells less than its type: null, or empty
    void decorate(TypeForm form, boolean known, boolean bare) {
        if (known || form.implied && (!bare || form.type == PrimitiveType.NULL)) {
            return;
        }
        if (names.isBound(form)) {
            space();
            out.put('(');
            out.put(form.name.orElseThrow().quoted);
            out.put(')');
        } else if (bare || !form.selfDescribing) {
            space();
            out.put('(');
            writeType(form);
            out.put(')');
        } else if (form.name.isPresent()) {
            space();
            out.put("(=");
            out.put(form.name.get().quoted);
            out.put(')');
            names.bind(form);
        }
    }

    private void writeType(Type type) {
        writeType(form(type));
    }

    private void writeType(TypeForm form) {
        if (form.text.isPresent()) {
            out.put(form.text.get());
            return;
        }
        switch (form.type) {
            case NamedType named -> {
                out.put(form.name.orElseThrow().quoted);
                if (!names.isBound(form)) {
                    out.put('=');
                    writeType(named.type());
                    // Only now, because the type may bind the same name to something else.
                    names.bind(form);
                }
            }
            case RecordType record -> writeRecord(record);
            case ArrayType array -> wrap("[", array.element(), "]");
            case SetType set -> wrap("|[", set.element(), "]|");
            case MapType map -> {
                wrap("|{", map.key(), ":");
                wrap("", map.value(), "}|");
            }
            case UnionType union -> {
                String separator = "(";
                for (var member : union.members()) {
                    wrap(separator, member, "");
                    separator = ",";
                }
                out.put(')');
            }
            case ErrorType error -> writeError(error);
            case PrimitiveType _, EnumType _ -> throw new IllegalStateException("a type without names has its text: " + form.type);
        }
    }

    private void writeRecord(RecordType record) {
        out.put('{');
        String separator = "";
        for (var field : record.fields()) {
            out.put(separator);
            out.put(TypeText.quoteUnlessIdentifier(field.name()));
            wrap(":", field.type(), "");
            separator = ",";
        }
        out.put('}');
    }

    /// Writes an error type, where names are defined anew even if they are bound.
    private void writeError(ErrorType error) {
        var text = new StringBuilder();
        var bound = new HashMap<String, Type>();
        TypeText.append(text, error.wrapped(), bound);
        out.put("error(");
        out.put(text.toString());
        out.put(')');
        bound.forEach((name, type) -> names.bind(form(new NamedType(name, type))));
    }

    private void wrap(String before, Type type, String after) {
        out.put(before);
        writeType(type);
        out.put(after);
    }
}
