-- Two templates of an account need not know each other: any customer will do.
INSERT INTO orders (id, customer_id, ordered_at, status, total)
VALUES (:#id, (SELECT id FROM customers ORDER BY random() LIMIT 1), CAST(:#ordered_at AS timestamptz), :#status, :#total)
