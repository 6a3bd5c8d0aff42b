package io.rollcall.projector.kube;

import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.Tables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The highest object version at moments that were asked about lately, since the parts of a list ask for it again and again. Safe for threads. */
final class KnownVersions {

    private static final int KEPT = 256;

    private final Map<Moment, Long> byMoment = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Moment, Long> eldest) {
            return size() > KEPT;
        }
    };

    /** What is known, or what is found out. */
    long at(Tables tables, LongSupplier finding) {
        Optional<Moment> moment = tables.moment();
        if (moment.isEmpty()) {
            return finding.getAsLong();
        }
        synchronized (byMoment) {
            Long known = byMoment.get(moment.get());
            if (known != null) {
                return known;
            }
        }
        long found = finding.getAsLong();
        synchronized (byMoment) {
            byMoment.put(moment.get(), found);
        }
        return found;
    }
}
