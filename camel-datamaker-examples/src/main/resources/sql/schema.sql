CREATE TABLE customers (
    id         text PRIMARY KEY,
    number     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    first_name text NOT NULL,
    last_name  text NOT NULL,
    email      text NOT NULL,
    country    text NOT NULL
);

CREATE TABLE orders (
    id          text PRIMARY KEY,
    customer_id text NOT NULL REFERENCES customers,
    ordered_at  timestamptz NOT NULL,
    status      text NOT NULL,
    total       numeric(12, 2) NOT NULL
);
