// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the RFCs want for each endpoint, field and damage. A line of the table says for which endpoints it is (a path, or
 * {@code CLIENT} for all whose errors a client reads), for which fields (a name, or how often the parameter occurs), for
 * which damages, and what the answer is; {@code *} stands for all, and the first line that fits counts.
 *
 * <ul>
 *   <li>{@code accepted}: as if nothing were wrong;
 *   <li>a status and an error code: a JSON document (RFC 6749 §5.2);
 *   <li>{@code page} and a status: a page for the person, nothing for the client (RFC 6749 §4.1.2.1);
 *   <li>{@code client} and an error code: a redirect to the client;
 *   <li>{@code container}: Jetty's own refusal, before the server sees it.
 * </ul>
 */
final class ExpectedAnswers {

    private static final String TABLE = """
            # what no form can be read from
            *                  *              MEGABYTE@head                                container
            CLIENT             *              MEGABYTE                                     413 invalid_request
            CLIENT             *              OTHER_METHOD                                 405 invalid_request
            CLIENT             client_id      IN_URI                                       401 invalid_client
            CLIENT             *              NUL,INVALID_UTF8,UTF_16,JSON,MULTIPART,IN_URI 400 invalid_request
            /authorize         *              OTHER_METHOD                                 page 405
            /authorize         *              NUL,INVALID_UTF8,UTF_16,JSON,MULTIPART       page 400
            /authorize/resume  *              OTHER_METHOD,UTF_16,JSON,MULTIPART           page 405
            /authorize/consent *              OTHER_METHOD                                 page 405
            /authorize/consent *              MEGABYTE                                     page 413
            # client authentication
            CLIENT             client_id      REPEATED,LINE_BREAK                          400 invalid_request
            CLIENT             client_secret  REPEATED                                     400 invalid_request
            CLIENT             client_id      *                                            401 invalid_client
            CLIENT             client_secret  *                                            401 invalid_client
            # RFC 6749 §3.2: never twice, but RFC 8707 §2
            CLIENT             repeatable     REPEATED                                     accepted
            CLIENT             *              REPEATED                                     400 invalid_request
            CLIENT             required       ABSENT,EMPTY,ARRAY                           400 invalid_request
            /token             redirect_uri   ABSENT,EMPTY,ARRAY                           400 invalid_grant
            /token             code_verifier  ABSENT,EMPTY,ARRAY                           400 invalid_grant
            CLIENT             *              ABSENT,EMPTY,ARRAY                           accepted
            # values that are something else than they should be
            CLIENT             scope          LINE_BREAK,WRONG_TYPE                        400 invalid_scope
            CLIENT             resource       LINE_BREAK,WRONG_TYPE                        400 invalid_target
            /token             code           LINE_BREAK,WRONG_TYPE                        400 invalid_grant
            /token             code_verifier  LINE_BREAK,WRONG_TYPE                        400 invalid_grant
            /token             refresh_token  LINE_BREAK,WRONG_TYPE                        400 invalid_grant
            /token             *              LINE_BREAK,WRONG_TYPE                        400 invalid_request
            /authenticate      *              LINE_BREAK,WRONG_TYPE                        401 invalid_token
            CLIENT             *              LINE_BREAK,WRONG_TYPE                        accepted
            # RFC 6749 §4.1.2.1: the person is told of these two, the client of all others
            /authorize         redirect_uri   ABSENT,EMPTY,ARRAY                           accepted
            /authorize         client_id      *                                            page 400
            /authorize         redirect_uri   *                                            page 400
            /authorize         required       ABSENT,EMPTY,ARRAY                           client invalid_request
            /authorize         code_challenge ABSENT,EMPTY,ARRAY                           client invalid_request
            /authorize         code_challenge_method ABSENT,EMPTY,ARRAY                    client invalid_request
            /authorize         *              ABSENT,EMPTY,ARRAY                           accepted
            /authorize         repeatable     REPEATED                                     accepted
            /authorize         *              REPEATED                                     client invalid_request
            /authorize         scope          LINE_BREAK,WRONG_TYPE                        client invalid_scope
            /authorize         resource       LINE_BREAK,WRONG_TYPE                        client invalid_target
            /authorize         request        LINE_BREAK,WRONG_TYPE                        client request_not_supported
            /authorize         request_uri    LINE_BREAK,WRONG_TYPE                        client request_uri_not_supported
            /authorize         state          WRONG_TYPE                                   accepted
            /authorize         nonce          WRONG_TYPE                                   accepted
            /authorize         login_hint     WRONG_TYPE                                   accepted
            /authorize         *              LINE_BREAK,WRONG_TYPE                        client invalid_request
            # the pages behind it
            /authorize/resume  *              *                                            page 400
            /authorize/consent *              *                                            page 400
            """;

    private static final String HEADERS = """
            *                  *              MEGABYTE,NUL,LINE_BREAK                      container
            CLIENT             Authorization  *                                            401 invalid_client
            *                  Authorization  *                                            accepted
            CLIENT             Content-Type   REPEATED                                     accepted
            CLIENT             Content-Type   *                                            400 invalid_request
            /authorize/consent Content-Type   REPEATED                                     accepted
            /authorize/consent Content-Type   *                                            page 400
            *                  Content-Type   *                                            accepted
            """;

    private record Line(String endpoint, String field, List<String> damages, String answer) {

        static Line read(String text) {
            String[] words = text.trim().split(" +", 4);
            return new Line(words[0], words[1], Arrays.asList(words[2].split(",", -1)), words[3]);
        }

        boolean fits(Set<String> endpoints, Set<String> fields, Set<String> kinds) {
            return fits(List.of(endpoint), endpoints) && fits(List.of(field), fields) && fits(damages, kinds);
        }

        private static boolean fits(List<String> wanted, Set<String> found) {
            return wanted.contains("*") || wanted.stream().anyMatch(found::contains);
        }
    }

    private static final List<Line> PARAMETER_LINES = lines(TABLE);
    private static final List<Line> HEADER_LINES = lines(HEADERS);

    private final Set<String> used = new TreeSet<>();

    /** For a parameter, of which it is known how often it occurs and whether it stands in the head of the request. */
    String forParameter(Set<String> endpoint, Set<String> parameter, Damage damage, boolean inHead) {
        Set<String> kinds = inHead ? Set.of(damage.name(), damage + "@head") : Set.of(damage.name());
        return find(PARAMETER_LINES, endpoint, parameter, kinds);
    }

    String forHeader(Set<String> endpoint, String header, Damage damage) {
        return find(HEADER_LINES, endpoint, Set.of(header), Set.of(damage.name()));
    }

    /** The lines that no row has needed. */
    List<String> unused() {
        List<String> all = new ArrayList<>();
        PARAMETER_LINES.forEach(line -> all.add(line.toString()));
        HEADER_LINES.forEach(line -> all.add(line.toString()));
        all.removeAll(used);
        return all;
    }

    private String find(List<Line> lines, Set<String> endpoint, Set<String> field, Set<String> kinds) {
        Line first = lines.stream()
                .filter(line -> line.fits(endpoint, field, kinds))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("say in the table what is expected: " + endpoint + field + kinds));
        used.add(first.toString());
        return first.answer();
    }

    private static List<Line> lines(String table) {
        return table.lines()
                .filter(line -> !line.startsWith("#"))
                .map(Line::read)
                .toList();
    }
}
