package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.Row;

/** The name of the person in a row: the row's own first_name and last_name if it has them, else drawn ones. */
record PersonNames(FieldValues drawnFirst, FieldValues drawnLast) {

    static PersonNames of(LocaleChoice locale) {
        return new PersonNames(locale.pick("name.first_name"), locale.pick("name.last_name"));
    }

    String first(Row row) {
        return own(row, "first_name", drawnFirst);
    }

    String last(Row row) {
        return own(row, "last_name", drawnLast);
    }

    private static String own(Row row, String field, FieldValues drawn) {
        return String.valueOf(row.has(field) ? row.get(field) : drawn.in(row));
    }
}
