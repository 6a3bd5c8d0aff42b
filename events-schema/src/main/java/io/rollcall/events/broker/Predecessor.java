package io.rollcall.events.broker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.BrokerHeartbeatRequestData;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.loader.MetadataLoader;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;
import org.jspecify.annotations.Nullable;

/**
 * The broker that had the folder before. Who has the folder's lock knows that it is gone, and may say so in its place;
 * one that was stopped in order has said so itself.
 */
final class Predecessor {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 10;

    private static final ControllerRequestContext CONTEXT =
            new ControllerRequestContext(new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());

    private final Controller controller;
    private final MetadataLoader loader;

    Predecessor(Controller controller, MetadataLoader loader) {
        this.controller = controller;
        this.loader = loader;
    }

    /**
     * Returns when the predecessor leads no partition any more, also in the metadata that a broker starts from.
     *
     * @throws BrokerStartException when that takes more than 30 seconds
     */
    void signOff() {
        Registration registration = new Registration();
        try {
            inTime(loader.installPublishers(List.of(registration)));
            long end = System.nanoTime() + PATIENCE.toNanos();
            boolean said = false;
            while (!registration.over()) {
                if (System.nanoTime() > end) {
                    throw new TimeoutException("it still counts as alive");
                }
                Optional<BrokerRegistration> alive = registration.alive();
                if (alive.isPresent() && !said) {
                    // Once: each time it is heard of, its session begins anew.
                    said = accepted(goodbye(alive.get()));
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            inTime(loader.removeAndClosePublisher(registration));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BrokerStartException("stopped while the last broker of the folder was signed off", stopped);
        } catch (ExecutionException | TimeoutException failed) {
            throw new BrokerStartException(
                    "the last broker of the folder could not be signed off within " + PATIENCE.toSeconds() + " s: "
                            + failed.getMessage(),
                    failed);
        }
    }

    /** Whether the controller took it; not before it leads the quorum, which it will, for there is nobody else. */
    private boolean accepted(BrokerHeartbeatRequestData goodbye)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            inTime(controller.processBrokerHeartbeat(CONTEXT, goodbye));
            return true;
        } catch (NotControllerException early) {
            return false;
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof NotControllerException) {
                return false;
            }
            throw refused;
        }
    }

    private static void inTime(CompletableFuture<?> asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** What a broker says that wants no partitions any more. */
    private static BrokerHeartbeatRequestData goodbye(BrokerRegistration broker) {
        return new BrokerHeartbeatRequestData()
                .setBrokerId(broker.id())
                .setBrokerEpoch(broker.epoch())
                .setWantFence(true);
    }

    /** What the metadata say of the broker; nothing until all of them have been read. */
    private static final class Registration implements MetadataPublisher {

        private volatile @Nullable MetadataImage image;

        boolean over() {
            return image != null && alive().isEmpty();
        }

        Optional<BrokerRegistration> alive() {
            return Optional.ofNullable(image)
                    .map(metadata -> metadata.cluster().broker(BrokerSettings.NODE_ID))
                    .filter(broker -> !broker.fenced());
        }

        @Override
        public String name() {
            return "Predecessor";
        }

        @Override
        public void onMetadataUpdate(MetadataDelta delta, MetadataImage newImage, LoaderManifest manifest) {
            image = newImage;
        }
    }
}
