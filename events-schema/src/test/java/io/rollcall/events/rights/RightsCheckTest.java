package io.rollcall.events.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rights")
class RightsCheckTest {

    @Test
    @Timeout(60)
    @DisplayName("count as there where brokers do not say by the deadline, which is one for all of them")
    void silent() {
        List<NeededRight> rights = new ArrayList<>();
        // With a deadline for each they would take longer than the test may.
        for (int i = 0; i < 100; i++) {
            rights.add(NeededRight.literal(ResourceType.TOPIC, "t" + i, AclOperation.READ, "a test"));
            rights.add(NeededRight.literal(ResourceType.GROUP, "g" + i, AclOperation.READ, "a test"));
            rights.add(NeededRight.literal(ResourceType.TRANSACTIONAL_ID, "i" + i, AclOperation.WRITE, "a test"));
        }
        rights.add(NeededRight.prefixed(ResourceType.TOPIC, "c", AclOperation.CREATE, "a test", List.of("c1")));
        Admin admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 10_000_000));
        try {
            assertThat(new RightsCheck(admin, Duration.ofMillis(300)).missing(rights))
                    .isEmpty();
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
