/// The lexer and the parser that ANTLR makes of ZedLexer.g4 and ZedParser.g4. Nothing outside of [dev.tarn.query.parse] uses them.
package dev.tarn.query.parse.grammar;
