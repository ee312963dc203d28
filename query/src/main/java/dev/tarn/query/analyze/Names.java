package dev.tarn.query.analyze;

import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.Declaration;
import dev.tarn.query.expression.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names that are visible at a place of a query.
final class Names {
    /// What a name stands for.
    sealed interface Meaning {
        /// An expression: a constant, a variable, or what was handed to a declared operator.
        record Bound(Expr expr) implements Meaning {}

        /// A table of SQL.
        ///
        /// @param row its row in the value that expressions see
        /// @param named whether the query gives it a name of its own, so that the name alone is the row and no column
        record Table(Expr row, boolean named) implements Meaning {}

        /// A declared function.
        ///
        /// @param key its name in the plan's table
        record Function(String key, int parameters) implements Meaning {}

        /// A declared operator.
        record Operator(Declaration.Op declaration, Names declaredIn) implements Meaning {}

        /// Something whose declaration is wrong; the problem is reported there.
        record Bad() implements Meaning {}
    }

    private final Optional<Names> outer;
    private final Map<String, Meaning> meanings = new HashMap<>();
    private int variables;
    private List<Expr> rows = List.of();

    private Names(Optional<Names> outer, int variables) {
        this.outer = outer;
        this.variables = variables;
    }

    /// Returns the names of a query as it begins.
    static Names none() {
        return new Names(Optional.empty(), 0);
    }

    /// Returns a scope inside this one.
    Names inner() {
        return new Names(Optional.of(this), variables);
    }

    /// Returns a scope inside this one for a place where more variables exist than are visible.
    Names innerAt(Names place) {
        return new Names(Optional.of(this), place.variables);
    }

    /// Returns the number of variables that exist at run time.
    int variables() {
        return variables;
    }

    /// Gives a name a meaning; returns false if it has one in this scope already.
    boolean define(String name, Meaning meaning) {
        return meanings.putIfAbsent(name, meaning) == null;
    }


    /// Makes a name the next variable; returns false if it has a meaning in this scope already.
    boolean defineVariable(Ast.Name name) {
        return define(name.text(), new Meaning.Bound(new Expr.Variable(variables++, name.text())));
    }

    /// Makes names without a meaning columns of the given rows: of the first that has one so called.
    void setRows(List<Expr> newRows) {
        rows = List.copyOf(newRows);
    }

    /// Returns the rows that names without a meaning are fields of; the value itself if nothing else was said.
    List<Expr> rows() {
        if (!rows.isEmpty()) {
            return rows;
        }
        return outer.map(Names::rows).orElseGet(() -> List.of(new Expr.This()));
    }

    /// Returns the names of the functions that are declared here or in a scope around.
    List<String> functions() {
        var functions = new ArrayList<String>(outer.map(Names::functions).orElse(List.of()));
        meanings.forEach((name, meaning) -> {
            if (meaning instanceof Meaning.Function) {
                functions.add(name);
            }
        });
        return functions;
    }

    /// Returns what a name stands for, here or in a scope around; empty if nothing.
    Optional<Meaning> find(String name) {
        var meaning = meanings.get(name);
        if (meaning != null) {
            return Optional.of(meaning);
        }
        return outer.flatMap(names -> names.find(name));
    }
}
