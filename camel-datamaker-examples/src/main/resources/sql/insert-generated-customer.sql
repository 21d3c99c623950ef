INSERT INTO generated_customers (number, id, first_name, last_name, email, country)
VALUES (:#number, :#id, :#first_name, :#last_name, :#email, :#country)
