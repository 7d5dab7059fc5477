package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.gatewatch.http.internal.auth.Authenticator;
import org.gatewatch.http.internal.auth.ReplayGuard;
import org.gatewatch.http.internal.auth.Tokens;
import org.gatewatch.http.internal.aws.AwsDoor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.services.networkmonitor.model.InternalServerException;
import software.amazon.awssdk.services.networkmonitor.model.ThrottlingException;

/** What the real SDK of AWS makes of our own failures, once it has tried again as often as it does. */
class AwsFailureTest {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    @TempDir
    Path root;

    @AutoClose
    private Gateway gateway;

    @BeforeEach
    void serve() {
        gateway = new Gateway(root);
    }

    @Test
    void saysThatNothingCouldBeWritten() throws IOException {
        Files.writeString(gateway.folder.resolve("monitors/managed"), "a file where the folder should be");
        try (var client = gateway.aws(Gateway.WRITER)) {
            var failure =
                    assertThrows(InternalServerException.class, () -> client.createMonitor(it -> it.monitorName("m1")));

            assertEquals(500, failure.statusCode());
            assertTrue(
                    failure.awsErrorDetails().errorMessage().startsWith("nothing was changed"), failure.getMessage());
            assertFalse(failure.requestId().isEmpty());
        }
    }

    @Test
    void saysThatThereAreTooManyChanges() throws IOException {
        try (var server = rememberingOneChange();
                var client = gateway.aws(Gateway.WRITER, URI.create("http://127.0.0.1:" + server.port()))) {
            client.createMonitor(it -> it.monitorName("m1"));

            var failure =
                    assertThrows(ThrottlingException.class, () -> client.createMonitor(it -> it.monitorName("m2")));

            assertEquals(429, failure.statusCode());
            assertTrue(failure.isThrottlingException());
            assertFalse(failure.requestId().isEmpty());
            assertEquals(2, client.listMonitors(it -> {}).monitors().size());
        }
    }

    @Test
    void saysWhatTimeItIs() {
        try (var client = gateway.aws(Gateway.WRITER)) {
            var date = client.listMonitors(it -> {}).sdkHttpResponse().firstMatchingHeader("Date");

            var time = ZonedDateTime.parse(date.orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            assertTrue(Duration.between(time, Instant.now()).abs().compareTo(WINDOW) < 0, date.get());
        }
    }

    /** The SDK learns from the refusal's date how far its own clock is behind, and signs anew. */
    @Test
    void setsClientsRightWhoseClockIsWrong() {
        SdkGlobalTime.setGlobalTimeOffset((int) WINDOW.multipliedBy(12).toSeconds());
        try (var client = gateway.aws(Gateway.WRITER)) {
            assertEquals(1, client.listMonitors(it -> {}).monitors().size());
            assertTrue(Math.abs(SdkGlobalTime.getGlobalTimeOffset()) < WINDOW.toSeconds());
        } finally {
            SdkGlobalTime.setGlobalTimeOffset(0);
        }
    }

    private HttpServer rememberingOneChange() throws IOException {
        var clock = InstantSource.system();
        var authenticator = new Authenticator(KeyFiles.ring(root), new Tokens(clock), "", WINDOW, clock);
        var doors =
                new Doors(List.of(new AwsDoor(gateway.resources)), authenticator, new ReplayGuard(1, 1, WINDOW, clock));
        return new HttpServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), Limits.of(64), doors);
    }
}
