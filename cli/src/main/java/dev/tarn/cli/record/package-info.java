/// Recording what this host does into a lake: the collector and the live writer joined.
package dev.tarn.cli.record;
