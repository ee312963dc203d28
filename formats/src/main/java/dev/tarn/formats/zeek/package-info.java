/// Zeek's logs, and its way to write values, which the tables for people have too.
package dev.tarn.formats.zeek;
