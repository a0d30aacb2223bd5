package dev.kith.job;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import dev.kith.web.Credentials;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jobrunr.dashboard.JobRunrApiHandler;
import org.jobrunr.dashboard.JobRunrSseHandler;
import org.jobrunr.dashboard.JobRunrStaticFileHandler;
import org.jobrunr.dashboard.server.HttpExchangeHandler;
import org.jobrunr.dashboard.server.http.RedirectHttpHandler;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.ThreadSafeStorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JobRunr's page for operators, served at an address of our choice, which JobRunr's own server has not, and whole behind credentials. */
@Singleton
class JobDashboard {

    private static final Logger LOG = LoggerFactory.getLogger(JobDashboard.class);

    private final JobDashboardConfiguration configuration;
    private final BeanProvider<StorageProvider> storage;
    private final BeanProvider<JsonMapper> mapper;
    private List<HttpExchangeHandler> parts = List.of();
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    JobDashboard(
            JobDashboardConfiguration configuration,
            BeanProvider<StorageProvider> storage,
            BeanProvider<JsonMapper> mapper) {
        this.configuration = configuration;
        this.storage = storage;
        this.mapper = mapper;
    }

    @EventListener
    synchronized void begin(StartupEvent started) {
        if (!configuration.enabled()) {
            return;
        }
        try {
            var opened = HttpServer.create(new InetSocketAddress(configuration.host(), configuration.port()), 0);
            threads = Executors.newVirtualThreadPerTaskExecutor();
            opened.setExecutor(threads);
            var all = new ThreadSafeStorageProvider(storage.get());
            parts = List.of(
                    new RedirectHttpHandler("/", "/dashboard"),
                    new JobRunrStaticFileHandler(),
                    new JobRunrApiHandler(all, mapper.get(), false),
                    new JobRunrSseHandler(all, mapper.get()));
            var guard = new Guard(configuration.credentials());
            parts.forEach(
                    part -> opened.createContext(part.getContextPath(), part).setAuthenticator(guard));
            opened.start();
            server = opened;
            LOG.info("the jobs' dashboard is at {}", opened.getAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException("kith.jobs.dashboard: can't listen at " + configuration, taken);
        }
    }

    @EventListener
    synchronized void end(ShutdownEvent stopping) {
        if (server != null) {
            parts.forEach(HttpExchangeHandler::close);
            server.stop(0);
        }
        if (threads != null) {
            threads.shutdownNow();
        }
    }

    /** Where it listens; null where it does not. */
    synchronized @Nullable InetSocketAddress address() {
        return server == null ? null : server.getAddress();
    }

    private static final class Guard extends BasicAuthenticator {

        private final Credentials credentials;

        Guard(Credentials credentials) {
            super("Kith's jobs");
            this.credentials = credentials;
        }

        @Override
        public boolean checkCredentials(String user, String secret) {
            return credentials.are(user, secret);
        }
    }
}
