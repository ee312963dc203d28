/// Regular expressions in the syntax of RE2 over UTF-8, searched for in linear time.
///
/// Start at [dev.tarn.query.search.RegexpSearch], which answers whether there is a match. RE2/J decides which expressions are valid, says
/// what is wrong with the others, and finds groups; it also searches for what the automaton of this package does not understand.
package dev.tarn.query.search;
