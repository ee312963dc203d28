package dev.tarn.query.run;

import dev.tarn.model.vector.Vector;

/// Rows of the other side of a join, to be found by their keys. Read by any number of threads.
///
/// @param index finds the rows
/// @param records what each row adds to a record of the kept side
record JoinTable(KeyIndex index, Vector records) {}
