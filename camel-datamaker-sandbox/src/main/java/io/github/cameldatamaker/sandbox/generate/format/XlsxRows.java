package io.github.cameldatamaker.sandbox.generate.format;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook with one sheet and a header row. Texts are written in place, because a table of shared texts would grow with the
 * rows.
 */
final class XlsxRows implements RowWriter {

    private static final int ROWS_IN_MEMORY = 100;
    private static final int LONGEST_SHEET_NAME = 31;
    private static final int LONGEST_TEXT = 32_767;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int next;

    XlsxRows(OutputStream out, String title, List<String> columns) throws IOException {
        this.workbook = new Workbook(new Unclosed(out), "DataMaker sandbox", "1.0");
        this.sheet = workbook.newWorksheet(sheetName(title));
        write(columns.toArray());
    }

    private static String sheetName(String title) {
        String name = title.replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
        return name.isEmpty() ? "rows" : name.substring(0, Math.min(LONGEST_SHEET_NAME, name.length()));
    }

    @Override
    public void write(Object[] row) throws IOException {
        for (int column = 0; column < row.length; column++) {
            Object value = row[column];
            if (value instanceof Number number) {
                sheet.value(next, column, number);
            } else if (value instanceof Boolean flag) {
                sheet.value(next, column, flag);
            } else if (value != null) {
                sheet.inlineString(next, column, text(value));
            }
        }
        if (++next % ROWS_IN_MEMORY == 0) {
            sheet.flush();
        }
    }

    /** Spreadsheet programs refuse a file with a longer text. */
    private static String text(Object value) throws IOException {
        String text = JsonValues.isNested(value) ? JsonValues.text(value) : value.toString();
        if (text.length() > LONGEST_TEXT) {
            throw ApiException
                    .validation("a cell of xlsx holds at most " + LONGEST_TEXT + " characters, but a value of this template has "
                            + text.length() + "; ask for csv or json");
        }
        return text;
    }

    @Override
    public void flush() throws IOException {
        sheet.flush();
    }

    @Override
    public void finish() throws IOException {
        workbook.finish();
    }

    /** Keeps the response open, although the workbook closes its stream when it is finished. */
    private static final class Unclosed extends FilterOutputStream {

        private Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
