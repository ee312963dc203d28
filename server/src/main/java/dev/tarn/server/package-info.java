/// The lake service: the HTTP API of Zed v1.18 over a [dev.tarn.lake.Lake].
///
/// Start at [LakeServer]. [Router] finds the [Endpoint] of a request, [Exchange] is one request with its answer, [MediaTypes] says
/// which format a body has. Requests run on virtual threads and may block.
package dev.tarn.server;
