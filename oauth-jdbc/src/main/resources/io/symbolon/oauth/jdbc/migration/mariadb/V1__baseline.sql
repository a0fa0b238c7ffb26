-- The tables of Symbolon, version 1, for MariaDB.
-- Without Flyway: replace ${table} by the database, a dot and the prefix (such as auth.oauth_), and ${prefix} by the prefix
-- (such as oauth_), and run it.
-- Instants are milliseconds of the epoch; lists are separated by spaces; no row refers to another by a foreign key.
-- Each statement can run twice: none of this is undone when a node dies in the middle.

CREATE TABLE IF NOT EXISTS ${table}schema_version (
    version INTEGER NOT NULL PRIMARY KEY,
    compatible_from INTEGER NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS ${table}issuer (
    id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uri VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL UNIQUE,
    longest_life BIGINT NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS ${table}client (
    issuer INTEGER NOT NULL,
    client VARCHAR(255) NOT NULL,
    active SMALLINT NOT NULL,
    tokens_valid_from BIGINT NOT NULL,
    registration MEDIUMTEXT NOT NULL,
    PRIMARY KEY (issuer, client)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS ${table}client_origin (
    issuer INTEGER NOT NULL,
    origin VARCHAR(255) NOT NULL,
    client VARCHAR(255) NOT NULL,
    PRIMARY KEY (issuer, origin, client)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS ${prefix}client_origin_client ON ${table}client_origin (issuer, client);

CREATE TABLE IF NOT EXISTS ${table}scope (
    issuer INTEGER NOT NULL,
    scope VARCHAR(255) NOT NULL,
    description MEDIUMTEXT NOT NULL,
    PRIMARY KEY (issuer, scope)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS ${table}resource (
    issuer INTEGER NOT NULL,
    uri VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
    scopes MEDIUMTEXT NOT NULL,
    access_token_format VARCHAR(255),
    PRIMARY KEY (issuer, uri)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS ${table}grant (
    issuer INTEGER NOT NULL,
    id BINARY(16) NOT NULL,
    client VARCHAR(255) NOT NULL,
    subject_type SMALLINT NOT NULL,
    subject VARCHAR(255) NOT NULL,
    scopes MEDIUMTEXT NOT NULL,
    resources MEDIUMTEXT NOT NULL,
    origin VARCHAR(255) NOT NULL,
    authentication MEDIUMTEXT,
    claims MEDIUMTEXT,
    refresh_digest BINARY(32),
    refresh_generation INTEGER,
    refresh_sender_key VARCHAR(255),
    refresh_issued_by BINARY(16),
    refresh_derived_with VARCHAR(255),
    refresh_repeats INTEGER,
    refresh_issued_at BIGINT,
    refresh_expires_at BIGINT,
    changed_by BINARY(16),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    kept_until BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (id, issuer)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS ${prefix}grant_kept ON ${table}grant (kept_until, issuer);

CREATE TABLE IF NOT EXISTS ${table}redeemable (
    issuer INTEGER NOT NULL,
    id BINARY(32) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    client VARCHAR(255),
    grant_id BINARY(16),
    scopes MEDIUMTEXT NOT NULL,
    resources MEDIUMTEXT NOT NULL,
    redirect_uri VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_nopad_bin,
    code_challenge BINARY(32),
    sender_key VARCHAR(255),
    attributes MEDIUMTEXT,
    poll_interval BIGINT,
    polled_at BIGINT,
    state SMALLINT NOT NULL,
    spent_by BINARY(16),
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    kept_until BIGINT NOT NULL,
    PRIMARY KEY (id, issuer)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS ${prefix}redeemable_kept ON ${table}redeemable (kept_until, issuer);

CREATE TABLE IF NOT EXISTS ${table}access_token (
    issuer INTEGER NOT NULL,
    id BINARY(32) NOT NULL,
    client VARCHAR(255) NOT NULL,
    subject_type SMALLINT NOT NULL,
    subject VARCHAR(255) NOT NULL,
    scopes MEDIUMTEXT NOT NULL,
    audience MEDIUMTEXT NOT NULL,
    grant_id BINARY(16),
    further_grants VARBINARY(48),
    origin VARCHAR(255) NOT NULL,
    sender_key VARCHAR(255),
    claims MEDIUMTEXT,
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    kept_until BIGINT NOT NULL,
    revoked SMALLINT NOT NULL,
    PRIMARY KEY (id, issuer)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS ${prefix}access_token_kept ON ${table}access_token (kept_until, issuer);

CREATE TABLE IF NOT EXISTS ${table}revoked_token (
    issuer INTEGER NOT NULL,
    id BINARY(32) NOT NULL,
    kept_until BIGINT NOT NULL,
    PRIMARY KEY (id, issuer)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS ${prefix}revoked_token_kept ON ${table}revoked_token (kept_until, issuer);

CREATE TABLE IF NOT EXISTS ${table}subject_mark (
    issuer INTEGER NOT NULL,
    subject_type SMALLINT NOT NULL,
    subject VARCHAR(255) NOT NULL,
    marked_at BIGINT NOT NULL,
    PRIMARY KEY (subject, subject_type, issuer)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS ${prefix}subject_mark_marked ON ${table}subject_mark (marked_at, issuer);

CREATE TABLE IF NOT EXISTS ${table}consent (
    issuer INTEGER NOT NULL,
    subject_type SMALLINT NOT NULL,
    subject VARCHAR(255) NOT NULL,
    client VARCHAR(255) NOT NULL,
    scopes MEDIUMTEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (subject, subject_type, client, issuer)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS ${table}interaction (
    issuer INTEGER NOT NULL,
    id BINARY(32) NOT NULL,
    browser BINARY(32) NOT NULL,
    client VARCHAR(255) NOT NULL,
    parameters MEDIUMTEXT NOT NULL,
    stage SMALLINT NOT NULL,
    approval MEDIUMTEXT,
    refusal VARCHAR(255),
    started_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    kept_until BIGINT NOT NULL,
    PRIMARY KEY (id, issuer)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS ${prefix}interaction_kept ON ${table}interaction (kept_until, issuer);

CREATE TABLE IF NOT EXISTS ${table}once_marker (
    issuer INTEGER NOT NULL,
    id BINARY(32) NOT NULL,
    kept_until BIGINT NOT NULL,
    PRIMARY KEY (id, issuer)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS ${prefix}once_marker_kept ON ${table}once_marker (kept_until, issuer);

CREATE TABLE IF NOT EXISTS ${table}signing_key (
    issuer INTEGER NOT NULL,
    kid VARCHAR(255) NOT NULL,
    purpose VARCHAR(32) NOT NULL,
    algorithm VARCHAR(64) NOT NULL,
    jwk MEDIUMBLOB NOT NULL,
    encrypted_with VARCHAR(64) NOT NULL,
    created_at BIGINT NOT NULL,
    active_from BIGINT NOT NULL,
    PRIMARY KEY (issuer, kid)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS ${table}lease (
    issuer INTEGER NOT NULL,
    name VARCHAR(32) NOT NULL,
    holder BINARY(16) NOT NULL,
    held_until BIGINT NOT NULL,
    PRIMARY KEY (issuer, name)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT IGNORE INTO ${table}schema_version (version, compatible_from) VALUES (1, 1);
