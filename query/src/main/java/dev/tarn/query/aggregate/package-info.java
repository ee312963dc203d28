/// Aggregates: one accumulator for all groups of a query, with its state in arrays that group numbers index.
package dev.tarn.query.aggregate;
