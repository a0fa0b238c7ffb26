// SPDX-License-Identifier: Apache-2.0
/** What authors of plug-ins, adapters and stores compile against. */
module io.symbolon.oauth.api {
    requires static transitive org.jspecify;

    exports io.symbolon.oauth.api;
    exports io.symbolon.oauth.api.account;
    exports io.symbolon.oauth.api.assertion;
    exports io.symbolon.oauth.api.authorization;
    exports io.symbolon.oauth.api.client;
    exports io.symbolon.oauth.api.endpoint;
    exports io.symbolon.oauth.api.event;
    exports io.symbolon.oauth.api.exchange;
    exports io.symbolon.oauth.api.grant;
    exports io.symbolon.oauth.api.resource;
    exports io.symbolon.oauth.api.store;
    exports io.symbolon.oauth.api.token;
}
