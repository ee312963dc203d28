/// The commands `zq`, `zed` and `zapi`.
///
/// Priorities, in order: to behave as the reference's commands do, so that scripts carry over; to start within a tenth of a second,
/// so nothing is loaded before it is needed; to say what is wrong in one line. Entry points: [dev.tarn.cli.Main] for a process,
/// [dev.tarn.cli.Program] for one command within a process. Commands run on the calling thread.
///
/// This module wires the others together and may use all of them; none may use it but the benchmarks.
package dev.tarn.cli;
