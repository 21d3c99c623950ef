package io.github.cameldatamaker.examples.springboot;

import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSourceUtils;
import org.springframework.stereotype.Repository;

/**
 * The table that is filled; schema.sql makes it.
 */
@Repository
public class CustomerTable {

    private final NamedParameterJdbcTemplate jdbc;

    CustomerTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A row of the service is a Map, so its fields are the names of the statement's parameters. */
    public void insert(List<Map<String, Object>> rows) {
        SqlParameterSource[] parameters = SqlParameterSourceUtils.createBatch(rows);
        jdbc.batchUpdate(
                "insert into customer (id, first_name, last_name, email, country) "
                        + "values (:id, :first_name, :last_name, :email, :country)",
                parameters);
    }

    long count() {
        return jdbc.getJdbcTemplate().queryForObject("select count(*) from customer", Long.class);
    }

    List<String> firstNames(int count) {
        return jdbc.getJdbcTemplate().queryForList(
                "select first_name || ' ' || last_name || ', ' || country from customer order by id limit " + count,
                String.class);
    }
}
