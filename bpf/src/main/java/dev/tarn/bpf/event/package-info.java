/// Turns C structs into Zed records by their BTF, a column at a time.
///
/// Start at [EventDecoder]: it takes batches of events, finds each event's struct by the BTF type id in its first word, and makes a
/// vector of all events of a struct. A struct is walked once and becomes an [EventPlan], a list of [Column]s; from then on
/// each column is one loop over the events. `tarn.bpf.h` lists the type names that give a member more meaning than C can say.
package dev.tarn.bpf.event;
