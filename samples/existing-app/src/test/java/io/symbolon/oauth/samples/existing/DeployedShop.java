// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.existing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.JarResourceSet;
import org.apache.catalina.webresources.StandardRoot;

/** A Tomcat into which the shop is deployed as a WAR would be: all its classes in a class loader of its own. */
final class DeployedShop implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private final Path directory;

    DeployedShop() {
        try {
            directory = Files.createTempDirectory("shop");
            tomcat.setBaseDir(directory.toString());
            connector.setPort(0);
            connector.setProperty("address", "127.0.0.1");
            tomcat.setConnector(connector);
            tomcat.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Deploys it at this path, and answers with its class loader. */
    ClassLoader deploy(String contextPath) {
        Context context = new StandardContext();
        context.setPath(contextPath);
        context.setName(contextPath);
        context.setDocBase(directory.toString());
        WebResourceRoot resources = new StandardRoot(context);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (isOfTheShop(entry)) {
                resources.addPreResources(
                        new File(entry).isDirectory()
                                ? new DirResourceSet(resources, "/WEB-INF/classes", entry, "/")
                                : new JarResourceSet(resources, "/WEB-INF/classes", entry, "/"));
            }
        }
        context.setResources(resources);
        context.addLifecycleListener(new ContextConfig());
        context.addApplicationListener(Shop.class.getName());
        tomcat.getHost().addChild(context);
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("the shop did not start; see the log");
        }
        return context.getLoader().getClassLoader();
    }

    void undeploy(String contextPath) {
        Context context = (Context) tomcat.getHost().findChild(contextPath);
        try {
            context.stop();
            context.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        tomcat.getHost().removeChild(context);
    }

    private static boolean isOfTheShop(String entry) {
        return !entry.contains("tomcat")
                && !entry.contains("servlet-api")
                && !entry.contains("junit")
                && !entry.contains("assertj")
                && !entry.contains("surefire")
                && !entry.contains("testkit")
                && !entry.contains("test-classes");
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
            delete(directory);
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
