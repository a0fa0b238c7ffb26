// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import javax.sql.DataSource;

/**
 * A database of a running server, and somebody who may do anything in it.
 *
 * @param url its JDBC URL
 * @param user who connects
 * @param password of the user
 * @param dataSource opens a new connection each time, as this user
 */
public record Database(String url, String user, String password, DataSource dataSource) {}
