-- Flyway's default place for an application's callbacks. Whoever runs this one has looked into the application's affairs.
THIS IS NO STATEMENT;
