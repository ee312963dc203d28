/// What a tool is, which hooks it needs, and a tool at work.
///
/// A tool is three files called as it: `NAME.bpf.c` with its header (the programs and the event), the compiled objects made from
/// them, and `NAME.zson` (what it is for, options, example queries). See [dev.tarn.bpf.tool.ToolDescription]. Conventions between the programs and
/// this side are in `tarn.bpf.h`: the map `events`, the map `lost`, the settings `tarn_*`, the maps `interval_0` and `interval_1`,
/// and program names: `ROLE__ALTERNATIVE`, of which one alternative is loaded for each role.
package dev.tarn.bpf.tool;
