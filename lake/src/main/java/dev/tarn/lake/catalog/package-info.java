/// The catalog of a lake: which pools, branches, commits and objects there are, in one LMDB file that several processes
/// share.
///
/// Start at [dev.tarn.lake.catalog.Catalog]: it is opened on the directory of a lake, read through a
/// [dev.tarn.lake.catalog.CatalogView] (one snapshot, short) and changed through a [dev.tarn.lake.catalog.CatalogChange]
/// (one transaction, durable when the call returns). The layout of keys is in `CatalogKeys`, that of values in
/// `CatalogFormat`; nothing of LMDB leaves the package.
///
/// The catalog knows the place of objects but never reads them, and takes the ends of their key ranges as bytes that order
/// as the keys do.
package dev.tarn.lake.catalog;
