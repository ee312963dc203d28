/// Text to syntax tree.
package dev.tarn.query.parse;
