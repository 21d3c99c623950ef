INSERT INTO chunk_deliveries (chunk, worker) VALUES (:#chunk, :#worker)
