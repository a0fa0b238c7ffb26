// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.tomcat;

import io.symbolon.oauth.servlet.host.HostApplication;
import io.symbolon.oauth.servlet.host.ServletHost;
import io.symbolon.oauth.testkit.HostHabit;
import io.symbolon.oauth.testkit.MountedServer;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Whichever Tomcat is on the class path, with one context. */
final class TomcatHost implements ServletHost {

    @Override
    public MountedServer start(String contextPath, Set<HostHabit> habits, Consumer<ServletContext> application) {
        try {
            Path directory = Files.createTempDirectory("tomcat");
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(directory.toString());
            Connector connector = new Connector();
            connector.setPort(0);
            connector.setProperty("address", "127.0.0.1");
            tomcat.setConnector(connector);
            Context context = tomcat.addContext(contextPath, directory.toString());
            context.addServletContainerInitializer(new HostApplication(habits, application), Set.of());
            habits.forEach(habit -> accustom(habit, context, connector));
            tomcat.start();
            return new Running(tomcat, connector.getLocalPort(), directory);
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a form that Tomcat could not read is known as such after a filter has ignored it. From 11 on Tomcat fails
     * that filter and forgets, so that a filter which hides the failure hides fields from everybody behind it.
     */
    static boolean remembersFailures() {
        return ServerInfo.getServerNumber().startsWith("10.");
    }

    private static void accustom(HostHabit habit, Context context, Connector connector) {
        switch (habit) {
            case LIMITS_FORM_BYTES -> connector.setMaxPostSize(HostHabit.FORM_BYTES);
            case LIMITS_FORM_FIELDS -> connector.setMaxParameterCount(HostHabit.FORM_FIELDS);
            case SHOWS_ERROR_PAGES -> {
                ErrorPage page = new ErrorPage();
                page.setLocation(HostApplication.ERROR_PATH);
                context.addErrorPage(page);
            }
            case ACCEPTS_ODD_PATHS -> {
                connector.setEncodedSolidusHandling("decode");
                connector.setProperty("allowBackslash", "true");
                connector.setProperty("relaxedPathChars", "\\");
            }
            case READS_PARAMETERS, READS_PARAMETERS_IN_UTF_8, WRAPS_REQUESTS, SETS_HEADERS -> {}
        }
    }

    private record Running(Tomcat tomcat, int port, Path directory) implements MountedServer {

        @Override
        public void close() {
            try {
                tomcat.stop();
                tomcat.destroy();
                delete();
            } catch (LifecycleException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void delete() throws IOException {
            try (Stream<Path> files = Files.walk(directory)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
        }
    }
}
