// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.assertion;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Subject;
import java.util.Optional;

/**
 * Who somebody at a trusted issuer is here: a plug-in. Two issuers may use one name for two people, so each issuer's
 * mapping is stated. Called from many threads.
 */
@FunctionalInterface
public interface SubjectMapping {

    /**
     * The subject here; empty if there is none, or none that may act now.
     *
     * @param subject the {@code sub} of the assertion
     * @param claims all that the assertion says
     */
    Optional<Subject> find(String subject, Claims claims);

    /**
     * The resource owner of the same name with this prefix. An empty prefix makes the issuer's people the same as our own:
     * write it for an issuer that speaks for all of them only.
     */
    static SubjectMapping toAccount(String prefix) {
        return (subject, claims) -> prefix.length() + subject.length() > 255
                ? Optional.empty()
                : Optional.of(Subject.ofAccount(prefix + subject));
    }
}
