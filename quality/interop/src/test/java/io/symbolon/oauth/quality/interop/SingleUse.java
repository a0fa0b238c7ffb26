// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.IssuedTokens;
import io.symbolon.oauth.testkit.RawRequest;
import io.symbolon.oauth.testkit.RawResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Many rounds of one thing that works once, each presented by eight racers over HTTP at the same moment. Counts what they
 * got, and writes down each round that did not end as it must.
 */
final class SingleUse {

    static final int RACERS = 8;

    private final PhotoApplication application;
    private final CodeFlow client;
    private final int groups;

    /**
     * Races against the application.
     *
     * @param groups how many rounds run side by side
     */
    SingleUse(PhotoApplication application, int groups) {
        this.application = application;
        this.client = application.codeFlow(PhotoApplication.WEB).askingFor(Scopes.of(new Scope("photos.read")));
        this.groups = groups;
    }

    /**
     * How it went.
     *
     * @param rounds how many different things were presented
     * @param answers how many racers got which answer
     * @param violations what went wrong, at most once a round
     * @param took how long
     */
    record Result(int rounds, Map<String, Long> answers, List<String> violations, Duration took) {

        String summary(String what) {
            return String.format(
                    Locale.ROOT,
                    "single use: %s: %d rounds of %d racers over HTTP keep-alive: %s; %d rounds violated; %.1f s",
                    what,
                    rounds,
                    RACERS,
                    answers.entrySet().stream()
                            .map(answer -> answer.getValue() + " x " + answer.getKey())
                            .collect(Collectors.joining(", ")),
                    violations.size(),
                    took.toMillis() / 1000.0);
        }
    }

    /** RFC 6749 §4.1.2: of all who redeem a code one gets tokens, and then they are revoked. */
    Result codes(int rounds) {
        return run(rounds, (racers, account) -> {
            List<RawResponse> answers =
                    racers.race(tokenRequest(client.codeFor(account).tokenRequest()));
            return onlyOneWinsAndTheFamilyDies(racers, answers);
        });
    }

    /** RFC 9700 §4.14.2: without a window, of all who redeem a refresh token one gets tokens, and then they are revoked. */
    Result refreshTokensWithoutAWindow(int rounds) {
        return run(rounds, (racers, account) -> {
            List<RawResponse> answers = racers.race(refreshRequest(client.tokensFor(account)));
            return onlyOneWinsAndTheFamilyDies(racers, answers);
        });
    }

    /** Within the window all who redeem a refresh token get the same one successor. */
    Result refreshTokensWithinTheWindow(int rounds) {
        return run(rounds, (racers, account) -> {
            List<RawResponse> answers = racers.race(refreshRequest(client.tokensFor(account)));
            return allGetTheOneSuccessor(racers, answers);
        });
    }

    private Result run(int rounds, BiFunction<HttpRacers, String, List<String>> round) {
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        Map<String, LongAdder> counts = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(groups);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < groups; i++) {
                running.add(threads.submit(() -> {
                    try (HttpRacers racers = new HttpRacers(application.port(), RACERS)) {
                        for (int number = next.getAndIncrement(); number < rounds; number = next.getAndIncrement()) {
                            List<String> outcome = round.apply(racers, "account-" + number);
                            outcome.subList(1, outcome.size())
                                    .forEach(answer -> counts.computeIfAbsent(answer, any -> new LongAdder())
                                            .increment());
                            if (!outcome.get(0).isEmpty()) {
                                violations.add("round " + number + ": " + outcome.get(0));
                            }
                        }
                    }
                }));
            }
            for (Future<?> group : running) {
                group.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a group of racers failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the race was stopped", e);
        } finally {
            threads.shutdownNow();
        }
        Map<String, Long> answers = new TreeMap<>();
        counts.forEach((answer, count) -> answers.put(answer, count.sum()));
        return new Result(rounds, answers, List.copyOf(violations), Duration.ofNanos(System.nanoTime() - start));
    }

    /** The violation, or an empty text, and then what each racer got. */
    private List<String> onlyOneWinsAndTheFamilyDies(HttpRacers racers, List<RawResponse> answers) {
        List<RawResponse> winners =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        long losers = answers.stream()
                .filter(answer ->
                        answer.status() == 400 && member(answer, "error").equals("invalid_grant"))
                .count();
        if (winners.size() != 1 || losers != RACERS - 1) {
            return outcome(winners.size() + " winners and " + losers + " x invalid_grant", answers);
        }
        String accessToken = member(winners.get(0), "access_token");
        String refreshToken = member(winners.get(0), "refresh_token");
        if (racers.alone(apiRequest(accessToken)).status() != 401) {
            return outcome("the winner's access token lives", answers);
        }
        RawResponse renewal = racers.alone(refreshRequest(refreshToken));
        return outcome(
                member(renewal, "error").equals("invalid_grant") ? "" : "the winner's refresh token lives", answers);
    }

    private List<String> allGetTheOneSuccessor(HttpRacers racers, List<RawResponse> answers) {
        Set<String> refreshTokens =
                answers.stream().map(answer -> member(answer, "refresh_token")).collect(Collectors.toSet());
        Set<String> accessTokens =
                answers.stream().map(answer -> member(answer, "access_token")).collect(Collectors.toSet());
        if (refreshTokens.size() != 1 || accessTokens.size() != RACERS) {
            return outcome(
                    refreshTokens.size() + " refresh tokens and " + accessTokens.size() + " access tokens", answers);
        }
        String successor = refreshTokens.iterator().next();
        RefreshToken stored =
                grantOf(accessTokens.iterator().next()).refreshToken().orElseThrow();
        if (stored.generation() != 1
                || stored.repeats() != RACERS - 1
                || !stored.digest().equals(Digest.of(Secret.of(successor)))) {
            return outcome(
                    "the store holds generation " + stored.generation() + " after " + stored.repeats() + " repeats",
                    answers);
        }
        if (racers.alone(apiRequest(accessTokens.iterator().next())).status() != 200) {
            return outcome("an access token is dead", answers);
        }
        RawResponse renewal = racers.alone(refreshRequest(successor));
        return outcome(renewal.status() == 200 ? "" : "the successor is dead", answers);
    }

    private Grant grantOf(String accessToken) {
        TokenStore store = application.server().part(TokenStore.class);
        return store.findAccessToken(Digest.of(Secret.of(accessToken)))
                .flatMap(found -> found.token().grant())
                .flatMap(store::findGrant)
                .orElseThrow();
    }

    private static List<String> outcome(String violation, List<RawResponse> answers) {
        List<String> outcome = new ArrayList<>(List.of(violation));
        answers.forEach(answer ->
                outcome.add(answer.status() == 200 ? "200" : answer.status() + " " + member(answer, "error")));
        return outcome;
    }

    private static RawRequest refreshRequest(IssuedTokens tokens) {
        return refreshRequest(tokens.refreshToken().orElseThrow());
    }

    private static RawRequest refreshRequest(String refreshToken) {
        return tokenRequest(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private static RawRequest tokenRequest(Map<String, String> parameters) {
        String pair =
                PhotoApplication.WEB + ":" + PhotoApplication.SECRET.reveal().replace(' ', '+');
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return RawRequest.of("POST", "/oauth/token")
                .header("Authorization", "Basic " + basic)
                .form(CodeFlow.encoded(parameters));
    }

    private static RawRequest apiRequest(String accessToken) {
        return RawRequest.of("GET", "/api/photos").header("Authorization", "Bearer " + accessToken);
    }

    private static String member(RawResponse response, String name) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(response.text());
        return member.find() ? member.group(1) : "";
    }
}
