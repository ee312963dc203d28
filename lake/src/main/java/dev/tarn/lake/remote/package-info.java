/// A lake behind a service: the client side of the HTTP API.
package dev.tarn.lake.remote;
