/// Formats by their names, and which format some data is in.
///
/// Start at [dev.tarn.formats.Formats]. The formats of Zed itself are in `dev.tarn.model`; everybody else's have a package each below
/// this one and are not loaded before data in them is read or written. This module knows nothing of queries and lakes.
package dev.tarn.formats;
