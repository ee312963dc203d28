/// Random types and values for the tests of whatever reads, writes or compares values.
package dev.tarn.model.random;
