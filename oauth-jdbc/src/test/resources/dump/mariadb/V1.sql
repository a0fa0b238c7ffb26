-- Symbolon's tables of version 1, with what a server had left in them. Made by WriteDumps.
-- script V1__baseline.sql 5f9bfd6f4b4472c4159bcf7f346d6216f61e0a3b97e34098368d37fb8d79b951
-- held access rZyvf5c0XMmuA5hBUBqPCc6H7y4RbziXLU4v_tOsPl7PEQ
-- held cookie __Host-symbolon=OUqGSOlXX0fQpDcQuqGrYuuLHMhV0BrbGbOqVscH16o
-- held ended OwltbZuO81whYyTpIAlrB18uB_KhRss2oTGgbSUdoMOWrQ
-- held interaction Kp6e9L5mMqZJ5GFcGJaST2Mt4H28FPYQz3xyWkP58IE
-- held refresh rZzdk4GtkTvh42a5k81oawAAAAFdNw4w-GD5EGlFxONLaYSvr845ZgUxD1hOVwU6fnFyuNWZby90CeQT8N6w69Uj8PXKDYsu
-- held revoked eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IkJfWExIM2Z0VzJMYnZrMl9iVlNxcEJnTFVhUVlMQ1VveHJnNWR0QmVTaU0ifQ.eyJpc3MiOiJodHRwczovL3Bob3Rvcy5leGFtcGxlLmNvbS9vYXV0aCIsInN1YiI6Im1hY2hpbmUiLCJzdWJfdHlwZSI6ImNsaWVudCIsImF1ZCI6WyJodHRwczovL3Bob3Rvcy5leGFtcGxlLmNvbS9vYXV0aCJdLCJhbnlfYXVkIjp0cnVlLCJjbGllbnRfaWQiOiJtYWNoaW5lIiwiaWF0IjoxNzcyMzY2NDAwLCJpYXRfbmFubyI6MCwiZXhwIjoxNzcyMzY3MDAwLCJqdGkiOiJ3QWJoVHJOcTg5RUpCSUdUcWJTRHNLOV93bkE3ZW1COUFsZ01LZS1IWEhlYWlBIiwib3JpZ2luIjoiY2xpZW50X2NyZWRlbnRpYWxzIiwic2NvcGUiOiJwaG90b3MucmVhZCBwaG90b3Mud3JpdGUifQ.A806q3MGHK6UfQcbNFYDnwrqjK0SnWrz9Uc0rzADyaAFAmHTNgGYipwF8sPhQXoImIvnyR1A4KzBbR7VjszS_oUYD0nEZnqU6gmxB7T02mlrnMb7nkz-PDseniy9Eyo_ysH_nu88z5SQlHK9OHYpEj4mV7vC30RsLojaXwRiEssVlwzANJFMZhYpKT9eIY6XT7EIe7cTB2Rv5l1-HnUXn8kwlZ-mRA9RuywzVoTx0ydI-7Z8zi5BVh392tx-HX0IuwQ30w20bJoyMTenZ-XRAoNcLQUmmK0qOSL3CEQjum8W2OKmzDnUPDAqT0R4PnDxUczdFB82Rqs-oX7ZnsKUvg
-- held signed eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IkJfWExIM2Z0VzJMYnZrMl9iVlNxcEJnTFVhUVlMQ1VveHJnNWR0QmVTaU0ifQ.eyJpc3MiOiJodHRwczovL3Bob3Rvcy5leGFtcGxlLmNvbS9vYXV0aCIsInN1YiI6Im1hY2hpbmUiLCJzdWJfdHlwZSI6ImNsaWVudCIsImF1ZCI6WyJodHRwczovL3Bob3Rvcy5leGFtcGxlLmNvbS9vYXV0aCJdLCJhbnlfYXVkIjp0cnVlLCJjbGllbnRfaWQiOiJtYWNoaW5lIiwiaWF0IjoxNzcyMzY2NDAwLCJpYXRfbmFubyI6MCwiZXhwIjoxNzcyMzY3MDAwLCJqdGkiOiJkNUhvd3pBOG13cF9CSDhFLVZwUHdFcTVsMG5KMmFYUmgxWEZhLVpEcldQSHlRIiwib3JpZ2luIjoiY2xpZW50X2NyZWRlbnRpYWxzIiwic2NvcGUiOiJwaG90b3MucmVhZCBwaG90b3Mud3JpdGUifQ.OetFcpMcU0htLEok3AvufAnkbAy0RQQQ6pGqy1xIRSKrLqO-7dciWEjPMmK7rX3EraeVRNIiHWK4T3QjfM5v5Ue9lSyzGKmJaKDZ8vx9IafUbdmLVGCDzPPU3DNeiNgsah_UzbBf-uvWyfVZH_XEkFawyfu-wvEEqBpRGHe1USOI-k1T53sy1z36M6eKv7gaU-M_1rwqjB8MwEcJ4VSjp9a_kkcsYR--38WN5FOlC3_JUQziA3YrSPgwTcpYwNTdgjf0pn-_RBpHUTG4z3Lx7XoEPkxm71kLrCcCLm12UB7BOJSM3mDDbcIkngEufayfPB3WrecAJJH2sdyPgW8xlw
-- held spent.code hS8OmVraJVy-2QVs18UCix5aJbBKFwfSBZuwvCvbHcjPUA
-- held spent.verifier j4vgtra-9-8tTJLbmKIvGTeKCzcy3LXLeCZtUeP85r0
-- held unspent.code uAHQJtjWsUTfTt1ul34mq8ZzVXxGH1HwYmAJ6IEkJtPSjg
-- held unspent.verifier ixJh5vzTFXTvylxSu5Kk91kus_96-PMjcOlg9n2elaM
CREATE TABLE `oauth_access_token` (
  `issuer` int(11) NOT NULL,
  `id` binary(32) NOT NULL,
  `client` varchar(255) NOT NULL,
  `subject_type` smallint(6) NOT NULL,
  `subject` varchar(255) NOT NULL,
  `scopes` mediumtext NOT NULL,
  `audience` mediumtext NOT NULL,
  `grant_id` binary(16) DEFAULT NULL,
  `further_grants` varbinary(48) DEFAULT NULL,
  `origin` varchar(255) NOT NULL,
  `sender_key` varchar(255) DEFAULT NULL,
  `claims` mediumtext DEFAULT NULL,
  `issued_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `kept_until` bigint(20) NOT NULL,
  `revoked` smallint(6) NOT NULL,
  PRIMARY KEY (`id`,`issuer`),
  KEY `oauth_access_token_kept` (`kept_until`,`issuer`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_access_token VALUES (1, X'39680caca78abc78d15491718db1d070bc05773594a563e88fb179045c2034d2', 'web', 0, 'dave', 'photos.read photos.write', '', X'852fdaa514199fc57884929ead8392bd', NULL, 'authorization_code', NULL, '{"auth_time":1772366400}', 1772366400000, 1772370000000, 1772370060000, 0);
INSERT INTO oauth_access_token VALUES (1, X'a1058bb3076a11d1a62085004d9609bfa7d26a6c31211e6dd8a65d96d310be5c', 'web', 0, 'bob', 'photos.read photos.write', '', X'ad9cdd9381ad913be1e366b993cd686b', NULL, 'authorization_code', NULL, '{"auth_time":1772366400}', 1772366400000, 1772370000000, 1772370060000, 0);
INSERT INTO oauth_access_token VALUES (1, X'aa30e8e3588b4b76ef6977836a4ae3126f9e73a3f532aa5c32d92e7e19dbf3f8', 'web', 0, 'mallory', 'photos.read photos.write', '', X'3b0b5f47fe013fd96cac5a4a2b2aae7d', NULL, 'authorization_code', NULL, '{"auth_time":1772366400}', 1772366400000, 1772370000000, 1772370060000, 0);
INSERT INTO oauth_access_token VALUES (1, X'd9f3003e4561a3d63cd02693616b1135e4756744cf6c57a320fb3c44f923397e', 'web', 0, 'bob', 'photos.read photos.write', '', X'ad9cdd9381ad913be1e366b993cd686b', NULL, 'authorization_code', NULL, '{"auth_time":1772366400}', 1772366400000, 1772370000000, 1772370060000, 0);
CREATE TABLE `oauth_client` (
  `issuer` int(11) NOT NULL,
  `client` varchar(255) NOT NULL,
  `active` smallint(6) NOT NULL,
  `tokens_valid_from` bigint(20) NOT NULL,
  `registration` mediumtext NOT NULL,
  PRIMARY KEY (`issuer`,`client`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_client VALUES (1, 'api', 1, 0, '{"token_endpoint_auth_method":"client_secret_basic","secrets":[["sha256","H8q5ZPxwCeW-17f_aIDqe-PdFJxcGmq0Q63mz8Dy0fo"]],"redirect_uris":[],"grant_types":[],"response_types":[],"scope":"","serves":[],"invoker_uris":[],"cors_origins":[],"consent_required":true,"introspects_every_token":true}');
INSERT INTO oauth_client VALUES (1, 'machine', 1, 0, '{"token_endpoint_auth_method":"client_secret_basic","secrets":[["sha256","H8q5ZPxwCeW-17f_aIDqe-PdFJxcGmq0Q63mz8Dy0fo"]],"redirect_uris":[],"grant_types":["client_credentials"],"response_types":[],"scope":"photos.read photos.write","serves":[],"invoker_uris":[],"cors_origins":[],"access_token_format":"at+jwt","consent_required":true,"introspects_every_token":false}');
INSERT INTO oauth_client VALUES (1, 'web', 1, 0, '{"token_endpoint_auth_method":"client_secret_basic","secrets":[["sha256","H8q5ZPxwCeW-17f_aIDqe-PdFJxcGmq0Q63mz8Dy0fo"]],"redirect_uris":["https://web.example/cb"],"grant_types":["authorization_code","refresh_token"],"response_types":["code"],"scope":"photos.read photos.write","serves":[],"invoker_uris":[],"cors_origins":["https://web.example"],"consent_required":true,"introspects_every_token":false}');
CREATE TABLE `oauth_client_origin` (
  `issuer` int(11) NOT NULL,
  `origin` varchar(255) NOT NULL,
  `client` varchar(255) NOT NULL,
  PRIMARY KEY (`issuer`,`origin`,`client`),
  KEY `oauth_client_origin_client` (`issuer`,`client`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_client_origin VALUES (1, 'https://web.example', 'web');
CREATE TABLE `oauth_consent` (
  `issuer` int(11) NOT NULL,
  `subject_type` smallint(6) NOT NULL,
  `subject` varchar(255) NOT NULL,
  `client` varchar(255) NOT NULL,
  `scopes` mediumtext NOT NULL,
  `updated_at` bigint(20) NOT NULL,
  PRIMARY KEY (`subject`,`subject_type`,`client`,`issuer`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_consent VALUES (1, 0, 'alice', 'web', 'photos.read', 1772366400000);
CREATE TABLE `oauth_grant` (
  `issuer` int(11) NOT NULL,
  `id` binary(16) NOT NULL,
  `client` varchar(255) NOT NULL,
  `subject_type` smallint(6) NOT NULL,
  `subject` varchar(255) NOT NULL,
  `scopes` mediumtext NOT NULL,
  `resources` mediumtext NOT NULL,
  `origin` varchar(255) NOT NULL,
  `authentication` mediumtext DEFAULT NULL,
  `claims` mediumtext DEFAULT NULL,
  `refresh_digest` binary(32) DEFAULT NULL,
  `refresh_generation` int(11) DEFAULT NULL,
  `refresh_sender_key` varchar(255) DEFAULT NULL,
  `refresh_issued_by` binary(16) DEFAULT NULL,
  `refresh_derived_with` varchar(255) DEFAULT NULL,
  `refresh_repeats` int(11) DEFAULT NULL,
  `refresh_issued_at` bigint(20) DEFAULT NULL,
  `refresh_expires_at` bigint(20) DEFAULT NULL,
  `changed_by` binary(16) DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `kept_until` bigint(20) NOT NULL,
  `revoked_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`,`issuer`),
  KEY `oauth_grant_kept` (`kept_until`,`issuer`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_grant VALUES (1, X'3b0b5f47fe013fd96cac5a4a2b2aae7d', 'web', 0, 'mallory', 'photos.read photos.write', '', 'authorization_code', '{"at":1772366400000,"amr":[]}', NULL, X'78fecd02adda6b40af6034beb0c07c690498ae9b8121840b2e58cc7018c27822', 0, NULL, X'c5bccc8c3a3760a410f7fe593e3c3ce3', '', 0, 1772366400000, 1774958400000, X'c5bccc8c3a3760a410f7fe593e3c3ce3', 1772366400000, 1803902400000, 1803992400000, NULL);
INSERT INTO oauth_grant VALUES (1, X'852fdaa514199fc57884929ead8392bd', 'web', 0, 'dave', 'photos.read photos.write', '', 'authorization_code', '{"at":1772366400000,"amr":[]}', NULL, X'8a226470c9a1f6fd0bf7e7963098bb4657611dec81f7a9e1dcf8e9fd153e7e98', 0, NULL, X'e8fd80d1c43d6d1940bb653f92eb7ef0', '', 0, 1772366400000, 1774958400000, X'e8fd80d1c43d6d1940bb653f92eb7ef0', 1772366400000, 1803902400000, 1803992400000, NULL);
INSERT INTO oauth_grant VALUES (1, X'ad9cdd9381ad913be1e366b993cd686b', 'web', 0, 'bob', 'photos.read photos.write', '', 'authorization_code', '{"at":1772366400000,"amr":[]}', NULL, X'081be7841d2c8e3cc461e2c11ed320d64e93cc59be0e8aed9b6d7f78a1956baf', 1, NULL, X'dc412c6992cb1adadc29a9a64c1df19a', 'suc-tb7yo0.mac-tb7yo0', 0, 1772366400000, 1774958400000, X'dc412c6992cb1adadc29a9a64c1df19a', 1772366400000, 1803902400000, 1803992400000, NULL);
INSERT INTO oauth_grant VALUES (1, X'b8039b36a8ee48524d6c4d6c7298e403', 'web', 0, 'alice', 'photos.read photos.write', '', 'authorization_code', '{"at":1772366400000,"amr":[]}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1772366400000, 1803902400000, 1803992400000, NULL);
CREATE TABLE `oauth_interaction` (
  `issuer` int(11) NOT NULL,
  `id` binary(32) NOT NULL,
  `browser` binary(32) NOT NULL,
  `client` varchar(255) NOT NULL,
  `parameters` mediumtext NOT NULL,
  `stage` smallint(6) NOT NULL,
  `approval` mediumtext DEFAULT NULL,
  `refusal` varchar(255) DEFAULT NULL,
  `started_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `kept_until` bigint(20) NOT NULL,
  PRIMARY KEY (`id`,`issuer`),
  KEY `oauth_interaction_kept` (`kept_until`,`issuer`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_interaction VALUES (1, X'0a1e08538511eb73dc07a84690bc8fa28b4b1d24859b66ed41c93a56f504368e', X'77322ed58372dcd124a6748ef97758b4cfb67436f7377fcb7a1ca750885461ae', 'web', 'authorization
response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb&code_challenge=pSc79tJToMlvUDXu0bWjbVHmo4_c48NgTuYamz3U--k&code_challenge_method=S256', 4, '{"subject":"bob","authentication":"{\\"at\\":1772366400000,\\"amr\\":[]}","scope":"photos.read photos.write","claims":{}}', NULL, 1772366400000, 1772367000000, 1772367060000);
INSERT INTO oauth_interaction VALUES (1, X'907a2a483fe2055552a3bc4b70b2756a886c064dcd58afc3e9a646262d337c4c', X'932f9faae3b0c4c053cb112f51f538d1a10c9b73c07060561c28c90af6490d38', 'web', 'authorization
response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256', 0, NULL, NULL, 1772366400000, 1772367000000, 1772367060000);
INSERT INTO oauth_interaction VALUES (1, X'96056e0e9f3701722aeba0e30a47509123bdedeb3639edaadd3213ba862cf5bd', X'e736f5b44e7e4e2da73dd60cec3ad97534537982eaa7e788d40674f0766d05b2', 'web', 'authorization
response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb&code_challenge=b3O1TSJEFpmvWwkkPzrAyqs7cbwtoZvUOCoua_RP0Tg&code_challenge_method=S256', 4, '{"subject":"dave","authentication":"{\\"at\\":1772366400000,\\"amr\\":[]}","scope":"photos.read photos.write","claims":{}}', NULL, 1772366400000, 1772367000000, 1772367060000);
INSERT INTO oauth_interaction VALUES (1, X'999c85388dc18bfb4b65ce36339dcab67018cca2f32e2625670dd6112eb4e37f', X'3c87581fcee7bb1ca8bac8e323e8b4bf7c3a4b726877a291f98e0a3426a15c1c', 'web', 'authorization
response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb&code_challenge=XBTPMW_56LAL1V68oAveqJWOB3LcrSZk--MDnIGkcc0&code_challenge_method=S256', 4, '{"subject":"alice","authentication":"{\\"at\\":1772366400000,\\"amr\\":[]}","scope":"photos.read photos.write","claims":{}}', NULL, 1772366400000, 1772367000000, 1772367060000);
INSERT INTO oauth_interaction VALUES (1, X'dc0163814153837514be20b4c95dd77edc8d35bb1c5c0f5c30483bfb6171264a', X'86ac65406b2d30ca0cf6f23f1bebb23f8e2c337030f2819b6a951eef62aa76d9', 'web', 'authorization
response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb&code_challenge=5XiOX68xEoGNL61SSlSGoivIdw2CK0EECnmdZ3PD4yM&code_challenge_method=S256', 4, '{"subject":"mallory","authentication":"{\\"at\\":1772366400000,\\"amr\\":[]}","scope":"photos.read photos.write","claims":{}}', NULL, 1772366400000, 1772367000000, 1772367060000);
CREATE TABLE `oauth_issuer` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `uri` varchar(2000) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  `longest_life` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uri` (`uri`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_issuer VALUES (1, 'https://photos.example.com/oauth', 34560000000);
CREATE TABLE `oauth_lease` (
  `issuer` int(11) NOT NULL,
  `name` varchar(32) NOT NULL,
  `holder` binary(16) NOT NULL,
  `held_until` bigint(20) NOT NULL,
  PRIMARY KEY (`issuer`,`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_lease VALUES (1, 'tokens', X'b3d398a43cf145298731cbc940b85965', 1772366700000);
CREATE TABLE `oauth_once_marker` (
  `issuer` int(11) NOT NULL,
  `id` binary(32) NOT NULL,
  `kept_until` bigint(20) NOT NULL,
  PRIMARY KEY (`id`,`issuer`),
  KEY `oauth_once_marker_kept` (`kept_until`,`issuer`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_once_marker VALUES (1, X'cd91acef2a8bf5481e15174695efe5e28afffee016ad60af90bf8affae756eaa', 1772452800000);
CREATE TABLE `oauth_redeemable` (
  `issuer` int(11) NOT NULL,
  `id` binary(32) NOT NULL,
  `kind` varchar(32) NOT NULL,
  `client` varchar(255) DEFAULT NULL,
  `grant_id` binary(16) DEFAULT NULL,
  `scopes` mediumtext NOT NULL,
  `resources` mediumtext NOT NULL,
  `redirect_uri` varchar(2000) CHARACTER SET ascii COLLATE ascii_nopad_bin DEFAULT NULL,
  `code_challenge` binary(32) DEFAULT NULL,
  `sender_key` varchar(255) DEFAULT NULL,
  `attributes` mediumtext DEFAULT NULL,
  `poll_interval` bigint(20) DEFAULT NULL,
  `polled_at` bigint(20) DEFAULT NULL,
  `state` smallint(6) NOT NULL,
  `spent_by` binary(16) DEFAULT NULL,
  `issued_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `kept_until` bigint(20) NOT NULL,
  PRIMARY KEY (`id`,`issuer`),
  KEY `oauth_redeemable_kept` (`kept_until`,`issuer`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_redeemable VALUES (1, X'69a65ad61b50b8d788f5c4c89711645e49ea546d49c7496d6d8a5b8a6fd64f87', 'authorization_code', 'web', X'b8039b36a8ee48524d6c4d6c7298e403', 'photos.read photos.write', '', 'https://web.example/cb', X'5c14cf316ff9e8b00bd55ebca00bdea8958e0772dcad2664fbe3039c81a471cd', NULL, NULL, NULL, NULL, 1, NULL, 1772366400000, 1772366460000, 1772452860000);
INSERT INTO oauth_redeemable VALUES (1, X'8f2aad8f1a44b6f7c56920d7f4db73968d69ab3a6d6fd9d450ebef7513f01420', 'authorization_code', 'web', X'ad9cdd9381ad913be1e366b993cd686b', 'photos.read photos.write', '', 'https://web.example/cb', X'a5273bf6d253a0c96f5035eed1b5a36d51e6a38fdce3c3604ee61a9b3dd4fbe9', NULL, NULL, NULL, NULL, 3, X'992bd1f98a341e22d368307bc887a5b0', 1772366400000, 1772366460000, 1772452860000);
INSERT INTO oauth_redeemable VALUES (1, X'b32519857fd8d4b581636ba7832e96053613e92b56ccf7d50dfdcf16c82c72bd', 'authorization_code', 'web', X'852fdaa514199fc57884929ead8392bd', 'photos.read photos.write', '', 'https://web.example/cb', X'6f73b54d22441699af5b09243f3ac0caab3b71bc2da19bd4382a2e6bf44fd138', NULL, NULL, NULL, NULL, 3, X'e8fd80d1c43d6d1940bb653f92eb7ef0', 1772366400000, 1772366460000, 1772452860000);
INSERT INTO oauth_redeemable VALUES (1, X'b3796b669d1e585781a7464784587a12d8de6079e92266d2ab9c3407bfce5088', 'authorization_code', 'web', X'3b0b5f47fe013fd96cac5a4a2b2aae7d', 'photos.read photos.write', '', 'https://web.example/cb', X'e5788e5faf3112818d2fad524a5486a22bc8770d822b41040a799d6773c3e323', NULL, NULL, NULL, NULL, 3, X'c5bccc8c3a3760a410f7fe593e3c3ce3', 1772366400000, 1772366460000, 1772452860000);
CREATE TABLE `oauth_resource` (
  `issuer` int(11) NOT NULL,
  `uri` varchar(2000) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  `scopes` mediumtext NOT NULL,
  `access_token_format` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`issuer`,`uri`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_resource VALUES (1, 'https://print.example', 'photos.print', 'opaque');
CREATE TABLE `oauth_revoked_token` (
  `issuer` int(11) NOT NULL,
  `id` binary(32) NOT NULL,
  `kept_until` bigint(20) NOT NULL,
  PRIMARY KEY (`id`,`issuer`),
  KEY `oauth_revoked_token_kept` (`kept_until`,`issuer`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_revoked_token VALUES (1, X'8b7316f9cbe8a086c06ccea7e981a3d11dd20540f6d02839022d51d54e764f01', 1772367300000);
CREATE TABLE `oauth_schema_history` (
  `installed_rank` int(11) NOT NULL,
  `version` varchar(50) DEFAULT NULL,
  `description` varchar(200) NOT NULL,
  `type` varchar(20) NOT NULL,
  `script` varchar(1000) NOT NULL,
  `checksum` int(11) DEFAULT NULL,
  `installed_by` varchar(100) NOT NULL,
  `installed_on` timestamp NOT NULL DEFAULT current_timestamp(),
  `execution_time` int(11) NOT NULL,
  `success` tinyint(1) NOT NULL,
  PRIMARY KEY (`installed_rank`),
  KEY `oauth_schema_history_s_idx` (`success`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
INSERT INTO oauth_schema_history VALUES (1, '1', 'baseline', 'SQL', 'V1__baseline.sql', -451585534, 'symbolon', '2026-11-27 22:15:52', 67, TRUE);
CREATE TABLE `oauth_schema_version` (
  `version` int(11) NOT NULL,
  `compatible_from` int(11) NOT NULL,
  PRIMARY KEY (`version`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_schema_version VALUES (1, 1);
CREATE TABLE `oauth_scope` (
  `issuer` int(11) NOT NULL,
  `scope` varchar(255) NOT NULL,
  `description` mediumtext NOT NULL,
  PRIMARY KEY (`issuer`,`scope`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_scope VALUES (1, 'photos.print', 'Print photos');
INSERT INTO oauth_scope VALUES (1, 'photos.read', 'See your photos 📷');
INSERT INTO oauth_scope VALUES (1, 'photos.write', 'Add photos; ''quoted'', \\ and all');
CREATE TABLE `oauth_signing_key` (
  `issuer` int(11) NOT NULL,
  `kid` varchar(255) NOT NULL,
  `purpose` varchar(32) NOT NULL,
  `algorithm` varchar(64) NOT NULL,
  `jwk` mediumblob NOT NULL,
  `encrypted_with` varchar(64) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `active_from` bigint(20) NOT NULL,
  PRIMARY KEY (`issuer`,`kid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_signing_key VALUES (1, 'B_XLH3ftW2Lbvk2_bVSqpBgLUaQYLCUoxrg5dtBeSiM', 'SIGNATURE', 'RS256', X'edd82ac850565010257e81c79bed5475157090db00f3a5052b0eb86e14fc4f2c45ff68025fde4c13f2425e48eea675d3bfb56802dcb88a153fadeb8e3145f7bde3afecf64836ac83001f4e4d7e07a7c3ed17a7c0a95c133b82c6495afaac00f2b99dc0fa9274f9ff13c130c4c201e49f390e9b848dcd415b43576e5c74e0b075894a95848c2b50218daaa81416c3b7198bb372fdb14e9a98713c7260017dc1c3f8a23aafb47eb7f05c6b0965b05b95e2dcbb5b97ff7d8cc7eb31d3bb235cb6ee361322d48cff5a2f70f49867216773b5464a474c62d9fdfe4bf13b45c70c22b960c60bedfa9b5dbf8413a998144f7a21aeae5baf46b8cc91628bef6c44912e9d11f1a53662507303f532b83a10af6652796ddb6e1d7154a274bea336e98a71212580d2a2d923d61b9271ca771d29b4efe9c3a701d1ecf5a71bea264d4e798312fba1f5697caa075458c9d255458e3668c276facd7b0e71d0207759e680f022ab3dff0d99e5b11d19f163947ff21550c7e29858c23d3381d3cc2a3bc75a76d8cfb23da8a657fb3c26eff7df09a6af724f07d5c46ce0a4496b9feffda6cd9976bb866dc91312e8f3f5898f5e27611fbabb8655984b1bfff612034b0d93161f91a5d3e21566087fa2a0f93007eb66d520d0796a61795b6992f71c13f0afa5cdc9c1f387d0efab3219d06673021abf10d5c12c0aedbc42cbbc80980a6059267ecbab831eb77ec51b69913983b93e2a9b2a0dee82a936e7214e49e7218d9fb3f4c90045b205e3bc15563984f6866c588cc6bbacf6e89b83941aca433e08c47f5b7a608a9c7724dd6ffaaa3bdb7ec6523d41543871bead27d72170f257fa07495ed5c70838b7d061700b819336fdc9656e74b80e028ec0502e76b960ef876127b241225a1394f5f456e97c5e3e647ac7e55f1dbc16ba5412d01d0d87dd94c94dc1386671eb301f02d97d4d7d4f0949f3ab2bfdd0cc2ac44b14b4753854c226a2e18c535b9e2783910be1b21f2ed6bb233678a2ff744cf729376d1b700069023608618060bd4d710ef4c93622da90ba871910945e48b6272eb4bf00b5cdde808b267334bec48321a5573affad6f00d775bb12d5601784eea370ecfb7300896afca0751d1724695d4b004c6d48d0eb4a0a8e1976c4843d32fc3a85a7b60a07f8a7e0802da6c937b3f5101a1825ef27416eb39f6611e20ff5a25f40618cb26dbd4c2094aa0d0246d8666d7eedb8c1cf1a964487744ab2b8d567ef617aed5abd0ce701f0c3eff364912ddc31f3c6e8c60405dd8e862a9e658e9d0fe66c1c31f19632639083abdb2872b9974adbdb12b8024de9dbc250e84b69f99243e726a3a8071ef31005513ac62471f741cfb587c543bdfe505e9902d3f5cfb515fb28f663e8bf35164c58a26dc6bae540bda4871ce05bceb28325c98e885aea3b4db03de7c420518eb46b6c6abf5fbde9031ef99dcdb8167ae7aa1bb4168d8bd064abae056179221c542d528f2c59c4d2705f843d072186e7e8fe71daf8f4751e54817a48e631305e1fb9c240a95fdc4855ba52e52fcf9867e1c47995c7e4c8899bfa407c9fd183e4348d7d97490939a3aa283f5e97f99244b66b3dca5a2e404688530351811a67e5c662ed1a546fa84adbcae5b507c8cb09a50089a8b9718232da6b769234e51e12b2b4aaa9fc396ab9ea945dcc6f203d734b1eb02e2d7a63f14c06b7b2aad73146d3573dfef7737b9abf950bfaee888d0cc87245acc0956af49f55d8147ac83af12502255c875a6738d12fe750bbd1fdcf7e23e3189fdec3cc2bc0f9189777b4c19f8bf9f092d95fc96f0a1713f1666ba1bf31f3d87f5e966cb3eb90cb15cea0befa7ca683bd8cd4d5b6b2502b02e6ca6031fb788f050c824ca6530e946fd074f622de103de1381096f2034c9e8dc143a76ac1da42581cbffccfa32136b81e18aa3a891fdaa1ff78b8d2aebb8291a1a63f76c30a08c7702bbdd9d46712423a6f451ee4515f4108fe56f2b8f865c2beddcba0b1455ce1f9e68a80a660f27f359f6e4225d85e4d109820a6ca3646835fe52ded0bc877c8c012982f3d635941d853945e4efbd5b1d61f1c59f299eac7fa2aa416021e93fff6b8d4071fdfe03daa2ae2bc2b3518b627f2320cb3c6d1718d866e6ff6d9aa96275afc8ba1b1d51fb03f5f685446902b1f1730240cb1dea8b78c5564334af1ad4c6b02c626bcb6b33b4b9bf3f6e6583b3f3a3df77e74b3a8ad8afdeedd5dc17ff69592657088f616e962575bb5ae1bf3914ee0ceb924bec69d1929b9f4e5e046b4286b79727fd309ec4c81789e2ca991070898c057733def8d6e0bb9398454417a274064a949791130d372fe5c19b58de942fc59b15ee74eb3adfdce8457b7d7de0332e7666106b025b06bc4d9af064a508652760fdc155c21887aec65b02815c30c83435f', 'test', 1772366400000, 1772366400000);
INSERT INTO oauth_signing_key VALUES (1, 'mac-tb7yo0', 'REFRESH_TOKEN_MAC', 'HS256', X'd0fb05287d5fa2c40ad9d736ace31efb1617c1d0e1eb4b7b01fe855beb38db5679fdbcfc7492b87a42fa11ef7a06b55ea4f3043d4441a9674c03ce932767da5df165a14db6ec30aedc474285267046075177ef644aa56dcb38be18e449a957105bc069119b11e10454b4b757765b3f719103fe2bc67e947f07b51cf9', 'test', 1772366400000, 1772366400000);
INSERT INTO oauth_signing_key VALUES (1, 'suc-tb7yo0', 'REFRESH_TOKEN_SUCCESSOR', 'HS256', X'0047d457de71f04f5653bfe0131853cef6c301a147cdcb30b7b1862cd8e5030e7c7c5ded9541cb1b3fac70b00f5f3de2e2747a38c8c457497254ff3a056301e66176f05ef97ab893caa3ffbaaa9542eeda1e3f026f7060f8115632859241f30ce8f4aae556d84c4acd640d900566b348b1c5b205e09be654daa1bd5c', 'test', 1772366400000, 1772366400000);
CREATE TABLE `oauth_subject_mark` (
  `issuer` int(11) NOT NULL,
  `subject_type` smallint(6) NOT NULL,
  `subject` varchar(255) NOT NULL,
  `marked_at` bigint(20) NOT NULL,
  PRIMARY KEY (`subject`,`subject_type`,`issuer`),
  KEY `oauth_subject_mark_marked` (`marked_at`,`issuer`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_subject_mark VALUES (1, 0, 'mallory', 1772366400000);
