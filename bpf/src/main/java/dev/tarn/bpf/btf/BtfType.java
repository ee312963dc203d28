package dev.tarn.bpf.btf;

import java.util.List;

/// A type as BTF describes it; other types are named by their numbers.
public sealed interface BtfType {
    /// Returns the name, empty if the type has none.
    String name();

    /// No type: what a pointer to anything points to.
    record Void() implements BtfType {
        @Override
        public String name() {
            return "void";
        }
    }

    /// An integer, a character or a bool.
    ///
    /// @param size the size in bytes
    /// @param bits the width in bits
    record Int(String name, int size, int bits, boolean signed, boolean isChar, boolean isBool) implements BtfType {}

    /// A floating-point number.
    ///
    /// @param size the size in bytes
    record Float(String name, int size) implements BtfType {}

    /// A pointer.
    record Pointer(int target) implements BtfType {
        @Override
        public String name() {
            return "";
        }
    }

    /// An array.
    ///
    /// @param count the number of elements, 0 for one of open length
    record Array(int element, int count) implements BtfType {
        @Override
        public String name() {
            return "";
        }
    }

    /// A struct or union.
    ///
    /// @param size the size in bytes
    record Struct(String name, int size, boolean isUnion, List<Member> members) implements BtfType {}

    /// A member of a struct or union.
    ///
    /// @param name the name, empty for an anonymous struct or union
    /// @param type the number of its type
    /// @param bitOffset where it begins, in bits from the start of the struct
    /// @param bits the width of a bit field, 0 for any other member
    record Member(String name, int type, int bitOffset, int bits) {}

    /// An enum.
    ///
    /// @param size the size in bytes
    record Enumeration(String name, int size, boolean signed, List<Symbol> symbols) implements BtfType {}

    /// A symbol of an enum.
    record Symbol(String name, long value) {}

    /// A struct, union or enum that is declared only.
    record Forward(String name) implements BtfType {}

    /// Another name for a type.
    record Typedef(String name, int target) implements BtfType {}

    /// A type with const, volatile, restrict or a tag.
    ///
    /// @param name the tag's text, empty for the others
    record Qualified(String name, int target) implements BtfType {}

    /// A function.
    ///
    /// @param prototype the number of its prototype
    record Function(String name, int prototype) implements BtfType {}

    /// The type of a function.
    ///
    /// @param result the number of the result's type
    /// @param parameters their names and types; an ellipsis is a parameter of type 0 without a name
    record Prototype(int result, List<Parameter> parameters) implements BtfType {
        @Override
        public String name() {
            return "";
        }
    }

    /// A parameter of a function.
    record Parameter(String name, int type) {}

    /// A global variable.
    record Variable(String name, int type) implements BtfType {}

    /// The variables of an ELF section.
    record DataSection(String name, int size, List<Placement> variables) implements BtfType {}

    /// A variable in its section.
    ///
    /// @param variable the number of the [Variable]
    /// @param offset where it lies; clang leaves 0 here and gives the place in the symbol table only
    /// @param size its size in bytes
    record Placement(int variable, int offset, int size) {}

    /// A tag on a declaration (`btf_decl_tag`).
    ///
    /// @param name the tag's text
    /// @param target the number of the type or variable
    /// @param component the position of the member or parameter that has the tag, -1 for the whole
    record DeclarationTag(String name, int target, int component) implements BtfType {}
}
