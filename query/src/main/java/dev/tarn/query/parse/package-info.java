/// Turns the text of a query into its syntax tree.
///
/// [dev.tarn.query.parse.Parser] is the way in. A text goes through ContextTokens (which token a character begins depends on
/// its place), the parser that ANTLR makes of ZedParser.g4, and the builders, which turn the parse tree into the records of
/// [dev.tarn.query.ast] and refuse what the grammar lets through. What is wrong is reported as a
/// [dev.tarn.query.QueryException].
package dev.tarn.query.parse;
