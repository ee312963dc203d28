package dev.tarn.query.plan;

import dev.tarn.query.expression.Expr;

/// A value and the place it goes to: `a.b:=c`.
public record Assignment(Target target, Expr value) {
    @Override
    public String toString() {
        return value.toString().equals(target.toString()) ? target.toString() : target + ":=" + value;
    }
}
