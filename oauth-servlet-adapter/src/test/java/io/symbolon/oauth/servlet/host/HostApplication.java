// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.host;

import io.symbolon.oauth.testkit.HostHabit;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** An application with those habits that the servlet API alone can give it; the rest is for each container. */
public final class HostApplication implements ServletContainerInitializer {

    /** Where the error page is. */
    public static final String ERROR_PATH = "/host-error";

    private final Set<HostHabit> habits;
    private final Consumer<ServletContext> application;

    public HostApplication(Set<HostHabit> habits, Consumer<ServletContext> application) {
        this.habits = habits;
        this.application = application;
    }

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        habits.forEach(habit -> filter(habit, context));
        context.addServlet("host-error", new ErrorPageServlet()).addMapping(ERROR_PATH);
        application.accept(context);
    }

    private static void filter(HostHabit habit, ServletContext context) {
        switch (habit) {
            case READS_PARAMETERS ->
                inFront(context, habit, (request, response, chain) -> {
                    readParameters((HttpServletRequest) request);
                    chain.doFilter(request, response);
                });
            case READS_PARAMETERS_IN_UTF_8 ->
                inFront(context, habit, (request, response, chain) -> {
                    request.setCharacterEncoding("UTF-8");
                    readParameters((HttpServletRequest) request);
                    chain.doFilter(request, response);
                });
            case WRAPS_REQUESTS ->
                inFront(
                        context,
                        habit,
                        (request, response, chain) ->
                                chain.doFilter(ReplayedRequest.of((HttpServletRequest) request), response));
            case SETS_HEADERS ->
                inFront(context, habit, (request, response, chain) -> {
                    HttpServletResponse http = (HttpServletResponse) response;
                    http.setHeader("Cache-Control", "public");
                    http.setHeader("X-Host", "here");
                    http.addCookie(new Cookie("host", "1"));
                    chain.doFilter(request, response);
                });
            case LIMITS_FORM_BYTES, LIMITS_FORM_FIELDS, SHOWS_ERROR_PAGES, ACCEPTS_ODD_PATHS -> {}
        }
    }

    private static void inFront(ServletContext context, HostHabit habit, Filter filter) {
        FilterRegistration.Dynamic registration = context.addFilter(habit.name(), filter);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        registration.setAsyncSupported(true);
    }

    /** Takes no notice of a failure, as many a filter does. */
    private static void readParameters(HttpServletRequest request) {
        try {
            request.getParameterMap();
        } catch (RuntimeException e) {
            // the limit of the container was passed
        }
    }

    /** The page that the host shows instead of an error. */
    private static final class ErrorPageServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=utf-8");
            response.getWriter().write(HostHabit.ERROR_PAGE);
        }
    }
}
