/// The syntax tree of a query: sealed records that say what was written and where.
///
/// Start at [dev.tarn.query.ast.Ast.Program]. A program is a [dev.tarn.query.ast.Ast.Pipeline] of
/// [operators][dev.tarn.query.ast.Operator], which hold [expressions][dev.tarn.query.ast.Expression],
/// [types][dev.tarn.query.ast.TypeExpression] and, inside lateral scopes and legs, pipelines again.
///
/// The tree is syntax only. It resolves no name, makes no value and checks no argument: a literal is its kind and its
/// text, a call is a name and its arguments, and an operator whose keyword was left out stays
/// [implied][dev.tarn.query.ast.Operator.ImpliedExpression] until the analyzer knows which names are aggregates.
///
/// Nodes are immutable, safe for any thread, and equal when they say the same at the same place.
package dev.tarn.query.ast;
