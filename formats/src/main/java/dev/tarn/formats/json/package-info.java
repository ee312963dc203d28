/// JSON and NDJSON: a stream of JSON values, with or without line breaks between them.
///
/// Start at [dev.tarn.formats.json.JsonSource] to read and at [dev.tarn.formats.json.JsonWriter] to write.
package dev.tarn.formats.json;
