/// ZJSON, the Zed data model in lines of JSON, for clients that have a JSON parser and nothing else.
///
/// [dev.tarn.model.zjson.ZjsonWriter] writes batches, [dev.tarn.model.zjson.ZjsonSource] reads a stream of values. Each value is an
/// object with its `type`, complex types by number once they have been defined, and its `value`, nested arrays of texts.
package dev.tarn.model.zjson;
