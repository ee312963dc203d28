/// Plans: what a query does, as immutable records without anything that cannot be written down, and their optimizer.
///
/// Start at [dev.tarn.query.plan.Plan], a [dev.tarn.query.plan.Pipeline] of [steps][dev.tarn.query.plan.Step] with the
/// functions and sources they refer to by name or number.
package dev.tarn.query.plan;
