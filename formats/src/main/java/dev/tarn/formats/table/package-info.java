/// Tables for people: records in aligned columns, nested ones as columns with dotted names.
package dev.tarn.formats.table;
