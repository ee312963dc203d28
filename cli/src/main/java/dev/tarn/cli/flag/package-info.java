/// Command lines by the rules of Go's `flag` package, which the commands' users and scripts rely on.
///
/// `-x` and `--x` are the same; a value follows after `=` or as the next argument; a switch takes a value only after `=`; flags
/// end at the first argument that is none, or after `--`; a sub-command accepts its own flags and those of all its parents.
///
/// Start at [CommandSpec], which describes a command, and [Dispatcher], which runs one. No reflection and no annotations:
/// every class here is loaded at each start of a command.
package dev.tarn.cli.flag;
