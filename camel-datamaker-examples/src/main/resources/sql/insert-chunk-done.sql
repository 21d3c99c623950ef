INSERT INTO chunks_done (chunk, worker, rows) VALUES (:#chunk, :#worker, :#rows) ON CONFLICT DO NOTHING
