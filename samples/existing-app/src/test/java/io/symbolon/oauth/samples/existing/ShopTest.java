// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.existing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shop in Tomcat, deployed under a context path: its own login, and OAuth beside it. */
class ShopTest {

    private static final String SECRET = "the-accountant's-own-secret-of-many-characters";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private DeployedShop tomcat = new DeployedShop();
    private HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void configure() {
        System.setProperty("shop.accountant.secret", SECRET);
        System.setProperty("shop.issuer", "http://127.0.0.1:" + tomcat.port() + "/shop/oauth");
        http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    @AfterEach
    void stop() {
        tomcat.close();
        System.clearProperty("shop.accountant.secret");
        System.clearProperty("shop.issuer");
    }

    @Test
    void letsTheAccountantSeeAlicesOrders() throws Exception {
        tomcat.deploy("/shop");

        String accessToken = accessToken();

        HttpResponse<String> orders = http.send(
                request("/shop/api/orders")
                        .header("Authorization", "Bearer " + accessToken)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(orders.body()).isEqualTo("{\"orders_of\":\"alice\"}");
        assertThat(get("/shop/api/orders").statusCode()).isEqualTo(401);
        assertThat(get("/shop/orders").body()).isEqualTo("The orders of alice");
    }

    @Test
    void keepsItsOwnLogin() throws Exception {
        tomcat.deploy("/shop");

        HttpResponse<String> wrong = post("/shop/login", "name=alice&password=wrong");
        HttpResponse<String> right = post("/shop/login", "name=alice&password=correct+horse+battery+staple");

        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(right.headers().firstValue("Location")).contains("/shop/orders");
    }

    @Test
    void leavesNothingBehindAfterTenRedeployments() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            loaders.add(new WeakReference<>(onAThreadOfItsOwn(() -> tomcat.deploy("/shop"))));
            http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            assertThat(accessToken()).isNotEmpty();
            onAThreadOfItsOwn(() -> {
                tomcat.undeploy("/shop");
                return tomcat;
            });
        }

        for (int i = 0; i < 50 && loaders.stream().anyMatch(loader -> loader.get() != null); i++) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }

        assertThat(loaders).as("class loaders").allMatch(loader -> loader.get() == null);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("symbolon") || name.startsWith("Timer"));
        assertThat(Collections.list(DriverManager.getDrivers()))
                .extracting(driver -> driver.getClass().getClassLoader())
                .allMatch(loader -> loader == getClass().getClassLoader() || loader == null);
    }

    /** As an administrator's request would: so that nothing hangs on the thread of the test. */
    private static <T> T onAThreadOfItsOwn(Callable<T> task) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(task).get();
        } finally {
            thread.shutdown();
        }
    }

    private String accessToken() throws IOException, InterruptedException {
        HttpResponse<String> parked = get("/shop/oauth/authorize?response_type=code&client_id=accountant"
                + "&code_challenge_method=S256&code_challenge=" + CHALLENGE);
        String login = location(parked);
        String handle = login.split("interaction=", 2)[1];
        assertThat(get(login).body()).contains("Log in").contains(handle);
        HttpResponse<String> loggedIn =
                post("/shop/login", "interaction=" + handle + "&name=alice&password=correct+horse+battery+staple");
        HttpResponse<String> consent = get(location(loggedIn));
        HttpResponse<String> approved = post(
                "/shop/oauth/authorize/consent",
                "decision=approve&interaction=" + handle + "&csrf_token=" + field(consent, "csrf_token"));
        String code = location(approved).split("code=", 2)[1].split("&", 2)[0];
        HttpResponse<String> tokens =
                post("/shop/oauth/token", "grant_type=authorization_code&code=" + code + "&code_verifier=" + VERIFIER);
        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        return tokens.body().split("\"access_token\":\"", 2)[1].split("\"", 2)[0];
    }

    private static String field(HttpResponse<String> page, String name) {
        return page.body().split("name=\"" + name + "\" value=\"", 2)[1].split("\"", 2)[0];
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow(() -> new AssertionError(response.body()));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString(("accountant:" + SECRET).getBytes(StandardCharsets.UTF_8));
        return http.send(
                request(path)
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + tomcat.port() + path));
    }
}
