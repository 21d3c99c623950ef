-- Two templates of an account need not know each other's ids: the order gets any customer.
INSERT INTO orders (id, customer_id, ordered_at, status, total)
VALUES (:#id,
        (SELECT id FROM customers WHERE number = 1 + (hashtext(:#id) & 2147483647) % (SELECT max(number) FROM customers)),
        CAST(:#ordered_at AS timestamptz), :#status, :#total)
