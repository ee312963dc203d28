/// VNG, the column-oriented format of Zed, as its version 1.18 writes it: for interchange with others.
///
/// Start at [dev.tarn.model.vng.VngSource] to read and [dev.tarn.model.vng.VngWriter] to write. A file is a header, one value
/// that describes the columns ([dev.tarn.model.vng.VngColumn]), and the data. Every column is one run of bytes, so a reader can leave
/// columns out but cannot begin in the middle of one.
package dev.tarn.model.vng;
