/// The types of the Zed data model: immutable, structurally equal, with cached hashes.
package dev.tarn.model.type;
