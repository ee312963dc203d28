/// Runs plans: operators that batches flow through, the tasks that drive them, and the exchanges between tasks.
///
/// A plan becomes a graph of [tasks][dev.tarn.query.run.Task]. A task takes batches from an input, moves them through a chain of
/// [operators][dev.tarn.query.run.Operator] and puts what comes out into an output. It never waits: when it cannot go on it
/// is parked until the exchange it depends on has news. Tasks of a query are run by the query's own threads
/// ([dev.tarn.query.run.Workers]), those of a lateral scope inside the task that needs its answer.
package dev.tarn.query.run;
