-- Symbolon's tables of version 1, with what a server had left in them. Made by WriteDumps.
-- script V1__baseline.sql 5f9bfd6f4b4472c4159bcf7f346d6216f61e0a3b97e34098368d37fb8d79b951
-- held access aRF9cfFPWnhkyHZWJD4M81j8oQLTt_RtUNU25WTXana9Vg
-- held cookie __Host-symbolon=MNSIbYSC6sUnt_SQF1Yif-Xd9vR-jLqKca5Q-YFdmhU
-- held ended iwpg8Y_WycYWomFF4jopCMBdnsFBY8X1D_7eaejC4Fu27w
-- held interaction DA9bjq-u9QJjrKaDdME8oVamZufzgJKPdLuSOaTtJ6c
-- held refresh aRMA1FO6TEr22dharoT73QAAAAGxVUtatmKtk5nt8xcBVGju1mjwvVMsJsH2jnD0Knm1UtWZby_61Q9SwU4Xe4AluR4vRDyJ
-- held revoked eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6InBxUEpQLWNFM2VyWHJobVBiTUtNSWpxX1BqOUxsa0dCVjJiQXFCeUxKSFkifQ.eyJpc3MiOiJodHRwczovL3Bob3Rvcy5leGFtcGxlLmNvbS9vYXV0aCIsInN1YiI6Im1hY2hpbmUiLCJzdWJfdHlwZSI6ImNsaWVudCIsImF1ZCI6WyJodHRwczovL3Bob3Rvcy5leGFtcGxlLmNvbS9vYXV0aCJdLCJhbnlfYXVkIjp0cnVlLCJjbGllbnRfaWQiOiJtYWNoaW5lIiwiaWF0IjoxNzcyMzY2NDAwLCJpYXRfbmFubyI6MCwiZXhwIjoxNzcyMzY3MDAwLCJqdGkiOiJsNWJjdEFQZ2ZFU2w4QUtCdXc2b0QxWURCN3ZFWGFyZjhfdjdwcVpPMEd6N2RnIiwib3JpZ2luIjoiY2xpZW50X2NyZWRlbnRpYWxzIiwic2NvcGUiOiJwaG90b3MucmVhZCBwaG90b3Mud3JpdGUifQ.VKYDZ7IgNyu14zlAxEFR2liT1frIcWxNdsrg5jyMTW6vtNzAf1nbU6OxNNUuk8c3REHnAtI-B7xxJ3lAbRwaJ8ATLSxSHwscO35EcGJwgHQSiqmhDGoVL6Xwie6S9E89kiXtMThXfJj2l61p4CyMrRvjPG-DjP-TXL4nJPmo3IiBErVGeLKeF3DAsE_uR1JRhoDZ0VAUy6R_k-RMnnn49XH97Ra8vQNMgAt1HIUSWXTDX-a73rftSSHYJPN67HmzizGQ0wJnbp7NiXzVzZ_-p-u2pwSVxRCV0hdwF03zkQSGdeWbbJnYJ6BMWlxmwsZs4DT0s04MumBxH0dYRmpuDQ
-- held signed eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6InBxUEpQLWNFM2VyWHJobVBiTUtNSWpxX1BqOUxsa0dCVjJiQXFCeUxKSFkifQ.eyJpc3MiOiJodHRwczovL3Bob3Rvcy5leGFtcGxlLmNvbS9vYXV0aCIsInN1YiI6Im1hY2hpbmUiLCJzdWJfdHlwZSI6ImNsaWVudCIsImF1ZCI6WyJodHRwczovL3Bob3Rvcy5leGFtcGxlLmNvbS9vYXV0aCJdLCJhbnlfYXVkIjp0cnVlLCJjbGllbnRfaWQiOiJtYWNoaW5lIiwiaWF0IjoxNzcyMzY2NDAwLCJpYXRfbmFubyI6MCwiZXhwIjoxNzcyMzY3MDAwLCJqdGkiOiJyX3J2WjVVakREUVZWZFktdTJQQVJ3aFNiWVY2Ujl0Ml9FU0RiTHpPNTBPSGx3Iiwib3JpZ2luIjoiY2xpZW50X2NyZWRlbnRpYWxzIiwic2NvcGUiOiJwaG90b3MucmVhZCBwaG90b3Mud3JpdGUifQ.FCEIlmWtpp2HnVa8BRzNHF6aUVsBD6FfWFKbrTsU5sCWrL0qPMGT61DUTy0ztO2xIpk6TN0UP0Lwm3DRKTPR_Rq-mKoGyLigmoijFr5yNOBR5LnGPJOTOTWDX9ZsykT67MnOw3XIEYVYNyPk7zKNN-fOyxcr5pknzdGxm-Y6KoC-eBrkmmA1u0X3V1J0bH9hguF3Nn9UIpbrw8LnKCr10ah2pSnbEAAVTrK3AHSWhJ4FvAyDwJIgr9KiBqSp4Hh2bi0QQoB71KxsOzlW5vcOHIHJ03BRVAqlndlLRfTMN6nIHAf0oIeyp_sy_SGHDHvuU6UrVmtFV_5E3r32EfjmAg
-- held spent.code W6vYRLrSC8wbSZNupKF9w2MJcgG-pczAQiH3mZX7tlOAZw
-- held spent.verifier Rf9FBUSShcJYkMWdaGlNtEH5AgaoUA7nTOfxEcNMono
-- held unspent.code fEy0EQSWxn3cvkdiODiSbKBlBjWZROVQSev5jzeEWSdYsQ
-- held unspent.verifier 3gsA68jv2jyimK7DzVfMz_GiMMY2yb5n5Gr3GW_CbRA
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
INSERT INTO oauth_access_token VALUES (1, X'062e38d845ea318ef043842c1a4e75ddb8b26626b1a7ef949a579f0972571333', 'web', 0, 'bob', 'photos.read photos.write', '', X'691300d453ba4c4af6d9d85aae84fbdd', NULL, 'authorization_code', NULL, '{"auth_time":1772366400}', 1772366400000, 1772370000000, 1772370060000, 0);
INSERT INTO oauth_access_token VALUES (1, X'a339ee59d16be6f7084fc81de774a30aaf18bb220ba4c48802ad781c8579bde1', 'web', 0, 'bob', 'photos.read photos.write', '', X'691300d453ba4c4af6d9d85aae84fbdd', NULL, 'authorization_code', NULL, '{"auth_time":1772366400}', 1772366400000, 1772370000000, 1772370060000, 0);
INSERT INTO oauth_access_token VALUES (1, X'b48cf7a4675ad68df8326aca18761e0c7e1c4386179784df878dfe21516e3a47', 'web', 0, 'dave', 'photos.read photos.write', '', X'5ba8dac1cdd5fd69f81a5ae1b702aa9e', NULL, 'authorization_code', NULL, '{"auth_time":1772366400}', 1772366400000, 1772370000000, 1772370060000, 0);
INSERT INTO oauth_access_token VALUES (1, X'd89664942204a3e59ad8dae4616630237973c74da46bb5d56ba3a08faae933b3', 'web', 0, 'mallory', 'photos.read photos.write', '', X'8b09f212e2259befec31450fbf9d06dc', NULL, 'authorization_code', NULL, '{"auth_time":1772366400}', 1772366400000, 1772370000000, 1772370060000, 0);
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
INSERT INTO oauth_grant VALUES (1, X'5ba8dac1cdd5fd69f81a5ae1b702aa9e', 'web', 0, 'dave', 'photos.read photos.write', '', 'authorization_code', '{"at":1772366400000,"amr":[]}', NULL, X'29ea7e5313ae56a580e08ce53707dc7b64cd0d77fdd86e09c859f6275cca6a21', 0, NULL, X'd61fbd61e02e2efee0d1815ace8930d4', '', 0, 1772366400000, 1774958400000, X'd61fbd61e02e2efee0d1815ace8930d4', 1772366400000, 1803902400000, 1803992400000, NULL);
INSERT INTO oauth_grant VALUES (1, X'691300d453ba4c4af6d9d85aae84fbdd', 'web', 0, 'bob', 'photos.read photos.write', '', 'authorization_code', '{"at":1772366400000,"amr":[]}', NULL, X'8fd7215f3dd08f208070946bf74addba454392161cf6fab442233ceaefafbb97', 1, NULL, X'cb9af5d037c3d561c11ebd0208414bc8', 'suc-tb7yo0.mac-tb7yo0', 0, 1772366400000, 1774958400000, X'cb9af5d037c3d561c11ebd0208414bc8', 1772366400000, 1803902400000, 1803992400000, NULL);
INSERT INTO oauth_grant VALUES (1, X'7c4ef6f7233b1ee3567c581bcd4c3d9a', 'web', 0, 'alice', 'photos.read photos.write', '', 'authorization_code', '{"at":1772366400000,"amr":[]}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1772366400000, 1803902400000, 1803992400000, NULL);
INSERT INTO oauth_grant VALUES (1, X'8b09f212e2259befec31450fbf9d06dc', 'web', 0, 'mallory', 'photos.read photos.write', '', 'authorization_code', '{"at":1772366400000,"amr":[]}', NULL, X'154df341fdea83cd7f0d7d27015275cc712805acab16e8e8d3ea113c7c8216cf', 0, NULL, X'5c62156186d0bdbddee9aa9230a0a1de', '', 0, 1772366400000, 1774958400000, X'5c62156186d0bdbddee9aa9230a0a1de', 1772366400000, 1803902400000, 1803992400000, NULL);
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
INSERT INTO oauth_interaction VALUES (1, X'2e97233110a21f3e6b9d35ef97b99a05e82fbb8dbc521309a6424632cfda3a97', X'3260846492e808c40688d4250e75a1186f4388c9f37d0f8ea015a4d10b8af2d9', 'web', 'response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb&code_challenge=vIJ--Ve6cQpz0Mz4QC3ac-Do6HTZlPPb8VLwiVC1dC8&code_challenge_method=S256', 4, '{"subject":"mallory","authentication":"{\\"at\\":1772366400000,\\"amr\\":[]}","scope":"photos.read photos.write","claims":{}}', NULL, 1772366400000, 1772367000000, 1772367060000);
INSERT INTO oauth_interaction VALUES (1, X'3ed3a887e2082c5a1e3e92bf9586d5282f0382e253736ec9790363cc7a91c602', X'bf439c461905105db9fc31666499d6b3cef23b13ef4a82b4c892932238ca87bf', 'web', 'response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb&code_challenge=nmmCs-nqG_WLjLJdIDWVkLOQ-JVNRGR_F7BFMNNCayI&code_challenge_method=S256', 4, '{"subject":"alice","authentication":"{\\"at\\":1772366400000,\\"amr\\":[]}","scope":"photos.read photos.write","claims":{}}', NULL, 1772366400000, 1772367000000, 1772367060000);
INSERT INTO oauth_interaction VALUES (1, X'b10b52c96404dd592b7fcafce9ae0c5ffaff8414c7b2e7fec36cbcb8184dbe96', X'5c58fa061de25158bdc6167c7efe64a6d4e912b6e85f8777a35349328162579f', 'web', 'response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb&code_challenge=B8SfBW1JBueUmV6BPgZSmbcbepj61XqhS3DmoOXVsZw&code_challenge_method=S256', 4, '{"subject":"dave","authentication":"{\\"at\\":1772366400000,\\"amr\\":[]}","scope":"photos.read photos.write","claims":{}}', NULL, 1772366400000, 1772367000000, 1772367060000);
INSERT INTO oauth_interaction VALUES (1, X'b4d34faef33e2a735253c60da1a5554792f6864d61be10fbb37f24fa8c3372ef', X'ff6fab7a94288afdbe8678a3bf9aea926cb60fcd5215b244ab8ec92aff235721', 'web', 'response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256', 0, NULL, NULL, 1772366400000, 1772367000000, 1772367060000);
INSERT INTO oauth_interaction VALUES (1, X'f5f080779c462cc1d587e444c45f609addf7f02d085aa9fadbb04305e0bce8d0', X'b8f2d08253b31ee001eca6bee7b3b8cc848c08cdb92b5cff3ce2f06133512f75', 'web', 'response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb&code_challenge=NlnW2YUlzNgpuuzARMVqgzMQ_LuUm8D05wNX8KUskMc&code_challenge_method=S256', 4, '{"subject":"bob","authentication":"{\\"at\\":1772366400000,\\"amr\\":[]}","scope":"photos.read photos.write","claims":{}}', NULL, 1772366400000, 1772367000000, 1772367060000);
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
INSERT INTO oauth_lease VALUES (1, 'tokens', X'ac197f46efc84e82986b70823e28a7a2', 1772366700000);
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
INSERT INTO oauth_redeemable VALUES (1, X'56aea06b131c0f0e3b20ef47ec77b48c5f9944c147fd3d6f702b21fe874a44a3', 'authorization_code', 'web', X'8b09f212e2259befec31450fbf9d06dc', 'photos.read photos.write', '', 'https://web.example/cb', X'bc827ef957ba710a73d0ccf8402dda73e0e8e874d994f3dbf152f08950b5742f', NULL, NULL, NULL, NULL, 3, X'5c62156186d0bdbddee9aa9230a0a1de', 1772366400000, 1772366460000, 1772452860000);
INSERT INTO oauth_redeemable VALUES (1, X'770f591923b1bf35a24105aadc125058ceb007e344424c96d6f31a46f504f8de', 'authorization_code', 'web', X'691300d453ba4c4af6d9d85aae84fbdd', 'photos.read photos.write', '', 'https://web.example/cb', X'3659d6d98525ccd829baecc044c56a833310fcbb949bc0f4e70357f0a52c90c7', NULL, NULL, NULL, NULL, 3, X'd8a38fc37b31798acd5b33b190c24c4f', 1772366400000, 1772366460000, 1772452860000);
INSERT INTO oauth_redeemable VALUES (1, X'924beb96de998068e308a36746b93aa9ff5fa50facc9d9f3dc71d0cd675d186f', 'authorization_code', 'web', X'7c4ef6f7233b1ee3567c581bcd4c3d9a', 'photos.read photos.write', '', 'https://web.example/cb', X'9e6982b3e9ea1bf58b8cb25d20359590b390f8954d44647f17b04530d3426b22', NULL, NULL, NULL, NULL, 1, NULL, 1772366400000, 1772366460000, 1772452860000);
INSERT INTO oauth_redeemable VALUES (1, X'db34a3d86f958832e5024f1dcfa75e81b9f99f0917110c3643ad707ac1cdb021', 'authorization_code', 'web', X'5ba8dac1cdd5fd69f81a5ae1b702aa9e', 'photos.read photos.write', '', 'https://web.example/cb', X'07c49f056d4906e794995e813e065299b71b7a98fad57aa14b70e6a0e5d5b19c', NULL, NULL, NULL, NULL, 3, X'd61fbd61e02e2efee0d1815ace8930d4', 1772366400000, 1772366460000, 1772452860000);
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
INSERT INTO oauth_revoked_token VALUES (1, X'428359e6e1ddd9814e8dbfaf52f2edde080a11fa24af6124645f3370872cc504', 1772367300000);
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
INSERT INTO oauth_schema_history VALUES (1, '1', 'baseline', 'SQL', 'V1__baseline.sql', -451585534, 'symbolon', '2026-11-27 21:25:05', 1394, TRUE);
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
INSERT INTO oauth_signing_key VALUES (1, 'mac-tb7yo0', 'REFRESH_TOKEN_MAC', 'HS256', X'ed5ed1c3cc39baa7ee63629693271934f725c28e916a6ecde5eca98f5220fe633fd8f4d636626bbf20988cb9cc635a8a7fd717b135ba9284ed2b0488a1c864a6e4a0d76cdbd72c0c6e8390360579505d1727bb99f8e28ecf930ca2779663bdf2b98d018ff7b6bd7abea90afb42ca50016c480d656fceb1954b7e2bb9', 'test', 1772366400000, 1772366400000);
INSERT INTO oauth_signing_key VALUES (1, 'pqPJP-cE3erXrhmPbMKMIjq_Pj9LlkGBV2bAqByLJHY', 'SIGNATURE', 'RS256', X'0fa48c8413970f822c77ebaff5a0a580d09439a79342371eabad6404de7f86624d995090ed6d6c7ddbe16c3ebd0e954bb6a50f564be06eafd5b05befe0c1847d17735e4af7026c884b2b736cddb05267ab20397cfcfa9dd0b3947500848f94bf7e48d698431282213415025cb6401f6e673eecdc3be57920802324ba85e4e4ac56ae243c18ddea72b207c20929a9fbad44387f233114c0344bb4ff808e6591220c69323f275ce1867e875d039a65a5a4de76371582d3e0a34ed1545bd1ac600606dbed11c63e55328d1163bc623a8f08424c78b583f064d17e307231e525be2741975e70290e0fae88670334e7c561b1e269bd60f7145cac75b6e6f0ed389fdc0bc0f0e350eaa0b79a0e3d6810abeb16f18b3b8d3ad4ef0fcd105d824dfe7247f1bac3b125903ce4e7e9cc5d8c907ff192161f09dc4022be75d8637b3b6aba6ffd4c10152b963ab9936d19f06a3ebdea54fe6abd01dcd7a1f624220ef44efb748a6eeb713e99ba6e264a4b57b6f147993d4458a5d4116d334aa0d04305af2e34faaba7f2efe4c553e0e715380ae7c6957ae9d570056d6c0490b9fbbc1341ff7602d323d76852ca91fd32cae20d80f809556016cdf6640815d8c175c19073fee28af69e93ed3b33733b1a9be6bc228130143397e67cd1f60486160a3b1d457e29ad7957959517950c26055e083ed38dbf18ca5aeda0cf286456e77b2c21d099fb17e13e966d6ef40aa561d235e0b1de635b7ca5dcb2370ed653d1c860bc1365763355cf5832ed6c1faa533638e25a9d2965da30b85f8395ac9c70f158d14cf0e76edafffaad997647aa7dda6a11799ca705eab3b0ce0a2b53e1adc0fbfa2e4afcbc84f3bdee79525730c8e06b1a24a9eca349a9b66ae54f8999bcd854018ce7b255ffcc564c2dce2597fa89c2c57d4af41dce3f1848c30c8f1efbfb0ba73e1199ca7a1e84118ab7b7a9315965e1a20aa91e8856902351321d89bec54dd6814f17c9b56ae68aef447c31cb35386ad17a6ca6d01ae3315a92970acdd17deaee6ea096d0e0541002cb50285bbd98864a1412962fee14279f907e46067f403d3ae4cef5f99020805d3b4a6fba4d6fb6e63f4cdaf59de176de567958451070c48b9408717762b432bed62e78d5414d8af7ed34e39d83a7021474981f2c142b1da58b14fa4bfae217d6b699714086d1fc94ed5e92000e1dcc7b27eb8a909c96944e96eb38f8cc0bd06d67da68755ba056062381efacace6bfa1eff48c2089c324208073299d3f6881b752b2e8caed5828d5c4122953530ff9339874782682588a7e7b01b3b842f14ab827001cb568f68578dde3fbf33833062a5ff1fbb12f56863623a45ee00e8936ae3e677b5d5126b10974e484b594e376f85de54c28bddd034e69044933f0e23fa176a22a84c16009fee6b2fdda2a7600dcc3e258961ad38abaa682bb07fae4f2ca501988325cb4c475b8192e5bb55ab15310a3a57afc5da85d7cd326240497eba5e4e07b5dceb9a978380470aa0036e1477cc3aae716504d4567da9adc3717eb24b4923d67c4faace51b6cc29d5e5055c96867cf0fd734d9b454104b963bcdeecaa30942ab4fb17d906d3cb737d04fe0d7bb52c65f0aa5038b572a5f55588627e66e2765d1a595b84dd395809999b778def2f3764e3fbdec4cb6cc583860fd3f8558b8326f01332154e6e6a1bdd807c673cc1e7fe51ac7e32ae358fae5ecf72210fd4a8a7de4a547124c26361e67afe0c458eb32e25b41058827b6c700bda30ab34d723452ae0d23bb772c6f083a7c1b0789af9d94139c56121f1a5f396f1a51a3ddde39469189ef876499eebe61fc74237faae34298e1d4adbadb9ae7cd0499665d2535f93077c6845821234aa7436fd9bb3ee4a68a49be219e84198a7aba427f97169b855efadbfeea8d650a8ff4b84b5ba285872d13949e3ac10bd3855a001a3adf6e706a10ca61691a6283856415aa984668808363564c771fcb65614af71326b22e1681bec5bdadcebb6daa1903c76c86c59d21728ae1f2c02bd0684aef3dc48465f5d0e6e8620b285c9698fa727f7aeaac7d7a6c43690698459f4df54bf9f9f29df4c308c8a2995d4de6ac8b592194972a6280c5683cc42f44da3ec1c86181e0229447246d174146a52ed549fd98acd9a01774489d382ff7aa20bfd5fc0702624aba75821fc6653c596d2adff798c004d2c4ada75ab69db49a108d84cb9d27fc1057ff61043ec5769d14ba7968214e2be53ac1a18b91dacfdef5692b6c7fed9e92bf4f634d950ad45de6e7172458888b160e981c9ede8e6b96e5d42d94cbe7e6bff45eee633052589d9b544638ffaf8282519658f95f1e23854bc26bf1642e1e0ddec1dfce1fbc289efee69470eb5af2fb43edba158dbb1f634c397f8236855c2bcccb67f163a821928931000e86b7d0af', 'test', 1772366400000, 1772366400000);
INSERT INTO oauth_signing_key VALUES (1, 'suc-tb7yo0', 'REFRESH_TOKEN_SUCCESSOR', 'HS256', X'211181a12dcc5ba159243238a3341235672235f9f81b0c300892947799a7b05c6ea7746209838d34e7c73bf90b22155cf0ac87af8d7a382f815294547ecd936b2a06e6f1609a9b81d688fbc0193dafa808b8b9a056143af859512b950084f5b8346347152a25612718e5ccc82f82c937799fa485ffb74b708f293800', 'test', 1772366400000, 1772366400000);
CREATE TABLE `oauth_subject_mark` (
  `issuer` int(11) NOT NULL,
  `subject_type` smallint(6) NOT NULL,
  `subject` varchar(255) NOT NULL,
  `marked_at` bigint(20) NOT NULL,
  PRIMARY KEY (`subject`,`subject_type`,`issuer`),
  KEY `oauth_subject_mark_marked` (`marked_at`,`issuer`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO oauth_subject_mark VALUES (1, 0, 'mallory', 1772366400000);
