// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.PresentedRedeemable;
import io.symbolon.oauth.api.token.PresentedRefreshToken;
import io.symbolon.oauth.api.token.Redeemable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a grant handler decides; the engine carries it out. A refusal is thrown. */
public sealed interface GrantDecision permits GrantDecision.Issue, GrantDecision.Pending, GrantDecision.Replayed {

    /** The result of the function for this kind of decision. */
    <T> T fold(Function<Issue, T> issue, Function<Pending, T> pending, Function<Replayed, T> replayed);

    /**
     * Nobody has approved yet: the engine counts the poll and answers {@code authorization_pending} or {@code slow_down}
     * (RFC 8628 §3.5).
     *
     * @param redeemable what is waited for
     * @param interval the shortest time between two polls
     */
    record Pending(Redeemable redeemable, Duration interval) implements GrantDecision {

        @Override
        public <T> T fold(Function<Issue, T> issue, Function<Pending, T> pending, Function<Replayed, T> replayed) {
            return pending.apply(this);
        }
    }

    /**
     * Something that works once was presented again: the engine ends the whole family and answers {@code invalid_grant}
     * (RFC 9700 §4.14.2, RFC 6749 §4.1.2).
     *
     * @param grant the family
     * @param rule for the operator: what was replayed
     */
    record Replayed(GrantId grant, String rule) implements GrantDecision {

        @Override
        public <T> T fold(Function<Issue, T> issue, Function<Pending, T> pending, Function<Replayed, T> replayed) {
            return replayed.apply(this);
        }
    }

    /**
     * Tokens are to be issued; immutable. By default an access token, and a refresh token if the client may use that
     * grant and a resource owner stands behind it; nothing is spent.
     */
    final class Issue implements GrantDecision {

        private static final Set<Artifact> BY_DEFAULT = Set.of(Artifact.ACCESS_TOKEN, Artifact.REFRESH_TOKEN);

        private final Builder parts;

        private Issue(Builder parts) {
            this.parts = parts;
        }

        /** Issues to this subject at most these scopes; the engine narrows them to client and request. */
        public static Issue to(Subject subject, Scopes scopes) {
            return new Issue(new Builder(subject, scopes));
        }

        /** Issues to this subject at most these scopes; the engine narrows them to client and request. */
        public static Issue to(Subject subject, Scope... scopes) {
            return to(subject, Scopes.of(scopes));
        }

        /** Narrows the tokens to these resources; a request may narrow further. */
        public Issue at(Set<ResourceUri> narrowedTo) {
            Builder copy = new Builder(parts);
            copy.resources = Set.copyOf(narrowedTo);
            return new Issue(copy);
        }

        /** What the tokens say besides; names that the server itself sets are ignored. */
        public Issue saying(Claims besides) {
            Builder copy = new Builder(parts);
            copy.claims = besides;
            return new Issue(copy);
        }

        /** Further members of the token response; names that the server itself sets are ignored. */
        public Issue answering(Claims members) {
            Builder copy = new Builder(parts);
            copy.responseMembers = members;
            return new Issue(copy);
        }

        /** Issues exactly these. */
        public Issue only(Artifact first, Artifact... others) {
            Builder copy = new Builder(parts);
            copy.artifacts = others.length == 0 ? Set.of(first) : Set.copyOf(EnumSet.of(first, others));
            return new Issue(copy);
        }

        /** How the resource owner was authenticated. */
        public Issue authenticatedBy(AuthenticationContext context) {
            Builder copy = new Builder(parts);
            copy.authentication = Optional.of(context);
            return new Issue(copy);
        }

        /** Gives the access token a shorter life than the server's setting. */
        public Issue livingFor(Duration lifetime) {
            Builder copy = new Builder(parts);
            copy.accessTokenLifetime = Optional.of(lifetime);
            return new Issue(copy);
        }

        /** Lets the tokens end with these grants too. */
        public Issue under(List<GrantId> otherGrants) {
            Builder copy = new Builder(parts);
            copy.parents = List.copyOf(otherGrants);
            return new Issue(copy);
        }

        /**
         * Issues only if this was never seen before; each call adds. The markers are set when all else is decided, just before
         * anything is written, and are never taken back.
         */
        public Issue onlyOnce(OnceOnly marker) {
            Builder copy = new Builder(parts);
            copy.onceOnly =
                    Stream.concat(parts.onceOnly.stream(), Stream.of(marker)).toList();
            return new Issue(copy);
        }

        /** Spends the redeemable by issuing; the tokens come under its grant. */
        public Issue spending(PresentedRedeemable presented) {
            Builder copy = new Builder(parts);
            copy.spent = Optional.of(new Spent.OfRedeemable(presented));
            return new Issue(copy);
        }

        /** Spends the refresh token, or hands out its successor again; the tokens come under its grant. */
        public Issue spending(PresentedRefreshToken presented) {
            Builder copy = new Builder(parts);
            copy.spent = Optional.of(new Spent.OfRefreshToken(presented));
            return new Issue(copy);
        }

        public Subject subject() {
            return parts.subject;
        }

        public Scopes scopes() {
            return parts.scopes;
        }

        public Set<ResourceUri> resources() {
            return parts.resources;
        }

        public Claims claims() {
            return parts.claims;
        }

        public Claims responseMembers() {
            return parts.responseMembers;
        }

        public Set<Artifact> artifacts() {
            return parts.artifacts;
        }

        public Optional<AuthenticationContext> authentication() {
            return parts.authentication;
        }

        public Optional<Duration> accessTokenLifetime() {
            return parts.accessTokenLifetime;
        }

        public List<GrantId> parents() {
            return parts.parents;
        }

        public Optional<Spent> spent() {
            return parts.spent;
        }

        public List<OnceOnly> onceOnly() {
            return parts.onceOnly;
        }

        @Override
        public <T> T fold(Function<Issue, T> issue, Function<Pending, T> pending, Function<Replayed, T> replayed) {
            return issue.apply(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Issue issue && components().equals(issue.components());
        }

        @Override
        public int hashCode() {
            return components().hashCode();
        }

        @Override
        public String toString() {
            return "issue " + parts.artifacts + " to " + parts.subject + " for " + parts.scopes;
        }

        private List<Object> components() {
            return List.of(
                    parts.subject,
                    parts.scopes,
                    parts.resources,
                    parts.claims,
                    parts.responseMembers,
                    parts.artifacts,
                    parts.authentication,
                    parts.accessTokenLifetime,
                    parts.parents,
                    parts.spent,
                    parts.onceOnly);
        }

        /** What a decision says; nobody changes it once the decision is made. */
        private static final class Builder {

            private final Subject subject;
            private final Scopes scopes;
            private Set<ResourceUri> resources = Set.of();
            private Claims claims = Claims.none();
            private Claims responseMembers = Claims.none();
            private Set<Artifact> artifacts = BY_DEFAULT;
            private Optional<AuthenticationContext> authentication = Optional.empty();
            private Optional<Duration> accessTokenLifetime = Optional.empty();
            private List<GrantId> parents = List.of();
            private Optional<Spent> spent = Optional.empty();
            private List<OnceOnly> onceOnly = List.of();

            Builder(Subject subject, Scopes scopes) {
                this.subject = subject;
                this.scopes = scopes;
            }

            Builder(Builder other) {
                this.subject = other.subject;
                this.scopes = other.scopes;
                this.resources = other.resources;
                this.claims = other.claims;
                this.responseMembers = other.responseMembers;
                this.artifacts = other.artifacts;
                this.authentication = other.authentication;
                this.accessTokenLifetime = other.accessTokenLifetime;
                this.parents = other.parents;
                this.spent = other.spent;
                this.onceOnly = other.onceOnly;
            }
        }
    }
}
