/// Lakes: pools of values with branches and commits, in a folder of this host or behind a service.
///
/// Start at [Lake]. The commands and the service use it, and there is no other door. A local lake keeps the catalog of
/// [dev.tarn.lake.catalog] and the objects of [dev.tarn.lake.object] in a folder; several processes may have it open at once.
/// A remote one is the HTTP API of a service.
///
/// Priorities, in order: nothing that was acknowledged is lost; costs do not grow with the number of commits; speed.
/// A lake may be used by any number of threads.
package dev.tarn.lake;
