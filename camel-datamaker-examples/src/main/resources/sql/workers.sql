-- What the workers write. The table takes a row twice, so that counting shows whether one was written twice.
CREATE TABLE generated_customers (
    number     bigint NOT NULL,
    id         text NOT NULL,
    first_name text NOT NULL,
    last_name  text NOT NULL,
    email      text NOT NULL,
    country    text NOT NULL
);

-- A chunk's mark of completion, committed together with its rows.
CREATE TABLE chunks_done (
    chunk  integer PRIMARY KEY,
    worker text NOT NULL,
    rows   bigint NOT NULL
);

-- Which worker was given which chunk, committed at once: only for the table that the example prints.
CREATE TABLE chunk_deliveries (
    delivery bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chunk    integer NOT NULL,
    worker   text NOT NULL
);
