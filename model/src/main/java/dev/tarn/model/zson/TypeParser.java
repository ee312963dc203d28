package dev.tarn.model.zson;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses types into their syntax.
final class TypeParser {
    private final ZsonLexer lexer;
    private int depth;

    TypeParser(ZsonLexer lexer) {
        this.lexer = lexer;
    }

    TypeSyntax type() {
        return optionalType().orElseThrow(() -> missing("couldn't parse type"));
    }

    private Optional<TypeSyntax> optionalType() {
        if (++depth > Type.MAX_DEPTH) {
            throw lexer.problem("parse error: types are nested deeper than " + Type.MAX_DEPTH);
        }
        Optional<TypeSyntax> type = switch (lexer.skipSpace()) {
            case '{' -> Optional.of(record());
            case '[' -> Optional.of(array());
            case '|' -> Optional.of(setOrMap());
            case '(' -> Optional.of(union());
            default -> lexer.atTypeName() ? Optional.of(named()) : Optional.empty();
        };
        depth--;
        return type;
    }

    private TypeSyntax named() {
        boolean quoted = lexer.input.peek() == '"';
        var name = lexer.typeNameOrString();
        if (!quoted && name.equals("error")) {
            return error();
        }
        if (!quoted && name.equals("enum")) {
            return enumeration();
        }
        var primitive = PrimitiveType.ofName(name);
        if (primitive.isPresent()) {
            return new TypeSyntax.Primitive(primitive.get());
        }
        return lexer.match('=') ? new TypeSyntax.Definition(name, type()) : new TypeSyntax.Reference(name);
    }

    private TypeSyntax error() {
        expect('(', "no opening parenthesis in error type");
        var wrapped = type();
        expect(')', "mismatched parentheses while parsing error type");
        return new TypeSyntax.Error(wrapped);
    }

    private TypeSyntax enumeration() {
        expect('(', "no opening parenthesis in enum type");
        var symbols = new ArrayList<String>();
        lexer.skipSpace();
        while (lexer.atSymbol()) {
            symbols.add(lexer.symbol());
            if (!lexer.match(',')) {
                break;
            }
            lexer.skipSpace();
        }
        if (symbols.isEmpty()) {
            throw missing("enum body is empty");
        }
        expect(')', "mismatched parentheses while parsing enum type");
        return new TypeSyntax.Enumeration(symbols);
    }

    private TypeSyntax record() {
        lexer.skip();
        List<String> names = new ArrayList<>();
        List<TypeSyntax> types = new ArrayList<>();
        lexer.skipSpace();
        while (lexer.atSymbol()) {
            var name = lexer.symbol();
            expect(':', "no type name found for field \"" + name + "\"");
            names.add(name);
            types.add(type());
            if (!lexer.match(',')) {
                break;
            }
            lexer.skipSpace();
        }
        expect('}', "mismatched braces while parsing record type");
        return new TypeSyntax.Record(names, types);
    }

    private TypeSyntax array() {
        lexer.skip();
        var element = type();
        expect(']', "mismatched brackets while parsing array type");
        return new TypeSyntax.Array(element);
    }

    private TypeSyntax setOrMap() {
        lexer.skip();
        if (lexer.matchTight('[')) {
            var element = type();
            expect(']', "mismatched set-brackets while parsing set type");
            closeBar("set");
            return new TypeSyntax.Set(element);
        }
        if (!lexer.matchTight('{')) {
            throw missing("no '|[' or '|{' type token at '|' character");
        }
        var key = type();
        expect(':', "value type missing while parsing map type");
        var value = type();
        expect('}', "mismatched set-brackets while parsing map type");
        closeBar("map");
        return new TypeSyntax.Map(key, value);
    }

    private void closeBar(String kind) {
        if (!lexer.matchTight('|')) {
            throw missing("mismatched closing bracket while parsing type \"" + kind + "\"");
        }
    }

    private TypeSyntax union() {
        lexer.skip();
        var members = new ArrayList<TypeSyntax>();
        while (true) {
            var member = optionalType();
            if (member.isEmpty()) {
                break;
            }
            members.add(member.get());
            if (!lexer.match(',')) {
                break;
            }
        }
        if (members.size() < 2) {
            throw missing("type list not found parsing union type at '('");
        }
        expect(')', "mismatched parentheses while parsing union type");
        return new TypeSyntax.Union(members);
    }

    private void expect(char wanted, String otherwise) {
        if (!lexer.match(wanted)) {
            throw missing(otherwise);
        }
    }

    private RuntimeException missing(String problem) {
        return lexer.input.peek() < 0 ? lexer.unexpectedEnd() : lexer.problem("parse error: " + problem);
    }
}
