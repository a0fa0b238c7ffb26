CREATE TABLE album (id INT NOT NULL PRIMARY KEY, title VARCHAR(100) NOT NULL);
INSERT INTO album (id, title) VALUES (1, 'Samothrace');
