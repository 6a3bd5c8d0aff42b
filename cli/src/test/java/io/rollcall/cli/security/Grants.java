package io.rollcall.cli.security;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Grants and revokes; returns when the broker holds to it. */
final class Grants {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Admin admin;

    Grants(Admin admin) {
        this.admin = admin;
    }

    void create(Collection<AclBinding> acls) throws Exception {
        admin.createAcls(acls).all().get();
        await().atMost(PATIENCE).until(() -> there().containsAll(acls));
    }

    void delete(Collection<AclBinding> acls) throws Exception {
        admin.deleteAcls(acls.stream().map(AclBinding::toFilter).toList()).all().get();
        await().atMost(PATIENCE).until(() -> acls.stream().noneMatch(there()::contains));
    }

    void deleteAll() throws Exception {
        admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        await().atMost(PATIENCE).until(() -> there().isEmpty());
    }

    private Set<AclBinding> there() throws Exception {
        return new HashSet<>(admin.describeAcls(AclBindingFilter.ANY).values().get());
    }
}
