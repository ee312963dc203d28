package dev.tarn.model.zson;

import dev.tarn.model.text.TextInput;
import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Parses the values of a ZSON text into their syntax.
final class ZsonParser {
    // Up to so many fields are compared with each other for duplicates.
    private static final int FEW_FIELDS = 8;

    private final TextInput input;
    private final ZsonLexer lexer;
    private final PrimitiveLexer primitives;
    private final TypeParser types;
    private int depth;

    ZsonParser(TextInput input) {
        this.input = input;
        this.lexer = new ZsonLexer(input);
        this.primitives = new PrimitiveLexer(input);
        this.types = new TypeParser(lexer);
    }

    /// Parses the next value; empty at the end of the text.
    Optional<ValueSyntax> next() {
        input.mark();
        if (lexer.skipSpace() < 0) {
            return Optional.empty();
        }
        depth = 0;
        return Optional.of(value());
    }

    /// Parses a text that is a type and nothing else.
    TypeSyntax onlyType() {
        var type = types.type();
        if (lexer.skipSpace() >= 0) {
            throw lexer.problem("parse error: a type is followed by something else");
        }
        return type;
    }

    private ValueSyntax value() {
        var value = optionalValue();
        if (value.isEmpty()) {
            throw input.peek() < 0 ? lexer.unexpectedEnd() : lexer.problem("ZSON syntax error");
        }
        return value.get();
    }

    private Optional<ValueSyntax> optionalValue() {
        if (++depth > Type.MAX_DEPTH) {
            throw lexer.problem("parse error: values are nested deeper than " + Type.MAX_DEPTH);
        }
        var value = undecorated();
        depth--;
        return value.map(this::decorated);
    }

    private Optional<ValueSyntax> undecorated() {
        return switch (lexer.skipSpace()) {
            case '{' -> Optional.of(record());
            case '[' -> Optional.of(array());
            case '|' -> Optional.of(setOrMap());
            case '<' -> Optional.of(typeValue());
            case '"' -> Optional.of(ZsonLexer.normalized(lexer.string()));
            case '`' -> Optional.of(ZsonLexer.normalized(lexer.backtickString(false)));
            case '=' -> Optional.of(arrowString());
            case '%' -> Optional.of(enumeration());
            default -> {
                Optional<ValueSyntax> primitive = primitives.read().map(found -> found);
                yield primitive.isPresent() ? primitive : error();
            }
        };
    }

    private ValueSyntax record() {
        lexer.skip();
        var names = new ArrayList<String>();
        var values = new ArrayList<ValueSyntax>();
        lexer.skipSpace();
        while (lexer.atSymbol()) {
            var name = lexer.symbol();
            if (!lexer.match(':')) {
                throw missing("no type name found for field \"" + name + "\"");
            }
            names.add(name);
            values.add(value());
            if (!lexer.match(',')) {
                break;
            }
            lexer.skipSpace();
        }
        expect('}', "mismatched braces while parsing record type");
        return withoutDuplicates(new ValueSyntax.Record(names, values));
    }

    /// Returns the record with only the first of several fields of one name.
    private static ValueSyntax withoutDuplicates(ValueSyntax.Record record) {
        var names = record.names();
        if (!hasDuplicates(names)) {
            return record;
        }
        var seen = new HashSet<String>();
        var keptNames = new ArrayList<String>();
        var keptValues = new ArrayList<ValueSyntax>();
        for (int i = 0; i < names.size(); i++) {
            if (seen.add(names.get(i))) {
                keptNames.add(names.get(i));
                keptValues.add(record.values().get(i));
            }
        }
        return new ValueSyntax.Record(keptNames, keptValues);
    }

    private static boolean hasDuplicates(List<String> names) {
        if (names.size() > FEW_FIELDS) {
            return new HashSet<>(names).size() != names.size();
        }
        for (int i = 1; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (names.get(i).equals(names.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private ValueSyntax array() {
        lexer.skip();
        var elements = values();
        expect(']', "mismatched brackets while parsing array type");
        return new ValueSyntax.Array(elements);
    }

    private List<ValueSyntax> values() {
        var values = new ArrayList<ValueSyntax>();
        while (true) {
            var value = optionalValue();
            if (value.isEmpty()) {
                return values;
            }
            values.add(value.get());
            if (!lexer.match(',')) {
                return values;
            }
        }
    }

    private ValueSyntax setOrMap() {
        lexer.skip();
        if (lexer.matchTight('[')) {
            var elements = values();
            expect(']', "mismatched set value brackets");
            closeBar("set");
            return new ValueSyntax.Set(elements);
        }
        if (!lexer.matchTight('{')) {
            throw missing("no '|[' or '|{' type bracket at '|' character");
        }
        var map = entries();
        expect('}', "mismatched map value brackets");
        closeBar("map");
        return map;
    }

    private ValueSyntax entries() {
        var keys = new ArrayList<ValueSyntax>();
        var values = new ArrayList<ValueSyntax>();
        while (true) {
            var key = optionalValue();
            if (key.isEmpty()) {
                break;
            }
            expect(':', "no colon found after map key while parsing map entry");
            keys.add(key.get());
            values.add(value());
            if (!lexer.match(',')) {
                break;
            }
        }
        return new ValueSyntax.Map(keys, values);
    }

    private void closeBar(String kind) {
        if (!lexer.matchTight('|')) {
            throw missing("mismatched closing bracket while parsing " + kind + " value");
        }
    }

    private ValueSyntax typeValue() {
        lexer.skip();
        var type = types.type();
        expect('>', "mismatched parentheses while parsing type value");
        return new ValueSyntax.TypeValue(type);
    }

    private ValueSyntax arrowString() {
        lexer.skip();
        if (!lexer.matchTight('>') || lexer.skipSpace() != '`') {
            throw missing("no backtick found following '=>'");
        }
        return ZsonLexer.normalized(lexer.backtickString(true));
    }

    private ValueSyntax enumeration() {
        lexer.skip();
        if (!lexer.atSymbol()) {
            throw missing("no symbol found following '%'");
        }
        return new ValueSyntax.Enumeration(lexer.symbol());
    }

    private Optional<ValueSyntax> error() {
        int start = input.position();
        if (!lexer.atName()) {
            return Optional.empty();
        }
        if (!lexer.typeName().equals("error")) {
            throw input.problem("ZSON syntax error", start);
        }
        expect('(', "no opening parenthesis after error");
        var wrapped = value();
        expect(')', "mismatched parentheses while parsing error value");
        return Optional.of(new ValueSyntax.Error(wrapped));
    }

    private ValueSyntax decorated(ValueSyntax value) {
        var decorated = value;
        int decorators = 0;
        while (lexer.match('(')) {
            if (depth + ++decorators > Type.MAX_DEPTH) {
                throw lexer.problem("parse error: values are nested deeper than " + Type.MAX_DEPTH);
            }
            int place = input.position();
            if (lexer.match('=')) {
                lexer.skipSpace();
                if (!lexer.atTypeName()) {
                    throw missing("bad short-form type definition");
                }
                decorated = new ValueSyntax.Named(decorated, lexer.typeNameOrString(), place);
            } else {
                decorated = new ValueSyntax.Cast(decorated, types.type(), place);
            }
            expect(')', "mismatched parentheses while parsing type decorator");
        }
        return decorated;
    }

    private void expect(char wanted, String otherwise) {
        if (!lexer.match(wanted)) {
            throw missing(otherwise);
        }
    }

    private RuntimeException missing(String problem) {
        return input.peek() < 0 ? lexer.unexpectedEnd() : lexer.problem("parse error: " + problem);
    }
}
