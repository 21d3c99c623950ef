INSERT INTO orders (id, customer_id, ordered_at, status, total)
VALUES (:#id, :#customer_id, CAST(:#ordered_at AS timestamptz), :#status, :#total)
