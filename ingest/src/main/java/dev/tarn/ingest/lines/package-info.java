/// Output of other tracing programs, line by line, as typed records.
///
/// Start at [LineFormat]: `bpftrace` is what `bpftrace -f json` prints, `bcc` the tables and histograms of the tools of BCC and
/// libbpf-tools. A line that is not understood becomes a record with its text: nothing is left out in silence.
package dev.tarn.ingest.lines;
