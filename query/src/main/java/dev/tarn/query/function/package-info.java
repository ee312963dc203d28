/// The functions of the language, one class each, listed in [dev.tarn.query.function.Functions].
package dev.tarn.query.function;
