package dev.tarn.model.zson;

import dev.tarn.model.vector.TypedVector;

/// Prints the values of one vector with their decorators.
final class DecoratedPrinter {
    private final Pen pen;
    private final TypeForm form;
    private final ValuePrinter printer;
    private final boolean implied;

    DecoratedPrinter(Pen pen, TypedVector vector, boolean implied) {
        this.pen = pen;
        this.form = pen.form(vector.type());
        this.printer = ValuePrinter.of(pen, vector, implied);
        this.implied = implied;
    }

    boolean joinsColon(int row) {
        return printer.joinsColon(row);
    }

    /// Prints the value of a row and its decorator.
    void print(int row, int indent, boolean known) {
        boolean bare = printUndecorated(row, indent, known);
        boolean isNull = printer.isNull(row);
        pen.decorate(form, known && !(isNull && implied), bare);
    }

    /// Prints the value of a row without its decorator and returns whether its text tells less than its type.
    boolean printUndecorated(int row, int indent, boolean known) {
        if (printer.isNull(row)) {
            pen.writeNull();
            return true;
        }
        return printer.print(row, indent, known || pen.names.isBound(form));
    }

    /// Prints the value of a row as a value of the stream.
    void printValue(int row) {
        pen.names.beginValue();
        boolean bare = printUndecorated(row, 0, false);
        // An empty array that stands alone goes without a decorator, whatever its elements are.
        pen.decorate(form, false, bare && (form.name.isPresent() || printer.isNull(row)));
    }
}
