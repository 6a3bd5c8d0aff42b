package io.rollcall.projector.web.resource;

import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.query.answer.DecisionCursor;
import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.DecisionFilter;
import io.rollcall.projector.query.answer.DecisionPage;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.QueryException.Kind;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Page;
import io.rollcall.projector.web.http.Parameter;
import io.rollcall.projector.web.http.Parameters;
import io.rollcall.projector.web.http.Request;
import io.rollcall.projector.web.http.Resource;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decisions, each with the journal record it was made at and what became of its command. */
final class Decisions implements Resource {

    private static final Parameter NAMESPACE =
            Parameter.text("namespace", "Namespace of the DaemonSets; daemonSet has its own.", "default");
    private static final Parameter SINCE =
            Parameter.text("since", "Journal time of the first decision at the earliest.", "2026-03-01T10:00:00Z");
    private static final Parameter UNTIL =
            Parameter.text("until", "Journal time that all decisions were made before.", "2026-03-01T11:00:00Z");
    private static final Parameter REASON = Parameter.text("reason", "Reason code.", "MISSING_POD");
    private static final Parameter ACTION =
            Parameter.choice("action", "What was done.", "create", "delete", "adopt", "release");
    private static final Parameter ORDER =
            Parameter.choice("order", "Which decisions come first; without it, the newest.", "newest", "oldest");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*");

    private final ListQuery lists;

    Decisions(ListQuery lists) {
        this.lists = lists;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.list(
                "/api/v1/decisions",
                "Decisions, the newest first unless said otherwise.",
                DecisionEntry.class,
                this::page,
                Parameters.AS_OF,
                Parameters.DAEMON_SET,
                NAMESPACE,
                Parameters.NODE,
                SINCE,
                UNTIL,
                REASON,
                ACTION,
                ORDER,
                Parameters.LIMIT,
                Parameters.CONTINUE));
    }

    private Page<DecisionEntry> page(Request request) throws SQLException {
        DecisionPage page = lists.decisions(filter(request), request.asOf());
        return Page.part(page.items(), page.next());
    }

    private static DecisionFilter filter(Request request) {
        Request.Name daemonSet = request.daemonSet();
        String after = request.after();
        String order = request.choice(ORDER);
        return new DecisionFilter(
                daemonSet == null ? request.text(NAMESPACE) : daemonSet.namespace(),
                daemonSet == null ? null : daemonSet.name(),
                request.text(Parameters.NODE),
                time(request, SINCE),
                time(request, UNTIL),
                reason(request),
                request.choice(ACTION),
                order != null && order.equals("oldest") ? DecisionFilter.Order.OLDEST : DecisionFilter.Order.NEWEST,
                after == null ? null : DecisionCursor.parse(after),
                request.limit());
    }

    private static @Nullable Instant time(Request request, Parameter parameter) {
        String text = request.text(parameter);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw bad(parameter, text, "give a time such as 2026-03-01T10:00:00Z");
        }
    }

    private static @Nullable String reason(Request request) {
        String text = request.text(REASON);
        if (text == null) {
            return null;
        }
        String code = text.toUpperCase(Locale.ROOT);
        if (!CODE.matcher(code).matches()) {
            throw bad(REASON, text, "give a code such as MISSING_POD");
        }
        return code;
    }

    private static QueryException bad(Parameter parameter, @Nullable String text, String mend) {
        return new QueryException(
                Kind.BAD_QUESTION, "the parameter " + parameter.name() + " is '" + text + "': " + mend);
    }
}
