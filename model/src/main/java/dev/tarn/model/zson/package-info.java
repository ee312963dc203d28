/// ZSON, the text format of the Zed data model.
///
/// [dev.tarn.model.zson.ZsonWriter] writes batches, [dev.tarn.model.zson.ZsonSource] reads a stream of values,
/// [dev.tarn.model.zson.Zson] turns single values and types into text and back. The grammar and the rules about decorators and
/// names are those of the ZSON specification; `docs/differences.md` says where Tarn goes its own way.
package dev.tarn.model.zson;
