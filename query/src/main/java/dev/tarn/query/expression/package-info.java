/// Expressions, evaluated for a whole batch at once.
package dev.tarn.query.expression;
