/// Plain text: values on a line each, the fields of records separated by tabs, as Zeek's logs have them.
package dev.tarn.formats.text;
