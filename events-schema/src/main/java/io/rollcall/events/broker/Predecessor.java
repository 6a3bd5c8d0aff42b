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

    /** For an election in a quorum of one and the reading of its log, on a machine with much else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long PAUSE_MILLIS = 10;

    private static final ControllerRequestContext CONTEXT =
            new ControllerRequestContext(new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());

    private final Controller controller;
    private final MetadataLoader loader;
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();

    Predecessor(Controller controller, MetadataLoader loader) {
        this.controller = controller;
        this.loader = loader;
    }

    /**
     * Returns when the predecessor leads no partition any more, also in the metadata that a broker starts from.
     *
     * @throws BrokerStartException when that takes more than 60 seconds, or the controller refuses
     */
    void signOff() {
        Registration registration = new Registration();
        try {
            inTime(loader.installPublishers(List.of(registration)));
            boolean said = false;
            while (!registration.over()) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException();
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
            throw new BrokerStartException("stopped while the controller started", stopped);
        } catch (TimeoutException slow) {
            throw new BrokerStartException(
                    "after " + PATIENCE.toSeconds() + " s the controller "
                            + (registration.alive().isPresent()
                                    ? "still takes the last broker of the folder for alive"
                                    : "has not read its log")
                            + "; start again, on a machine with less to do",
                    slow);
        } catch (ExecutionException refused) {
            throw new BrokerStartException(
                    "the controller does not take the last broker of the folder for gone (" + refused.getCause()
                            + "); start again",
                    refused);
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

    private void inTime(CompletableFuture<?> asked) throws ExecutionException, InterruptedException, TimeoutException {
        asked.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
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
