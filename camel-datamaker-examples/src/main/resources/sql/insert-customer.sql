INSERT INTO customers (id, first_name, last_name, email, country)
VALUES (:#id, :#first_name, :#last_name, :#email, :#country)
