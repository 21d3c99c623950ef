package io.github.cameldatamaker.state;

import java.util.Locale;

/** The columns of a state table in the dialect of its database. */
final class TableColumns {

    private TableColumns() {
    }

    /** The DDL differs in the type of a long text, and in how a column distinguishes upper and lower case. */
    static String of(String product) {
        String name = product.toLowerCase(Locale.ROOT);
        String exact = "";
        String text = "clob";
        if (name.contains("postgres")) {
            text = "text";
        } else if (name.contains("mysql") || name.contains("mariadb")) {
            exact = " character set ascii collate ascii_bin";
            text = "longtext";
        } else if (name.contains("sql server")) {
            exact = " collate Latin1_General_BIN2";
            text = "varchar(max)";
        }
        return "state_key varchar(" + StateTable.MAX_KEY_LENGTH + ")" + exact + " not null primary key, state_value " + text
                + " not null, state_stamp numeric(19) not null, written_at numeric(19) not null";
    }
}
