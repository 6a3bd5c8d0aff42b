package io.rollcall.kubeapi.http;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the server and what holds its objects are well.
 *
 * @param trouble what is in the way; empty when nothing is
 */
record Health(Supplier<Optional<String>> trouble) {

    Reply answer(String check, Query query) {
        Optional<String> problem = check.equals("livez") ? Optional.empty() : trouble.get();
        String store = problem.map(text -> "[-]store failed: " + text + "\n").orElse("[+]store ok\n");
        if (problem.isPresent()) {
            return Reply.text(500, "[+]ping ok\n" + store + check + " check failed\n");
        }
        boolean verbose = query.values().containsKey("verbose");
        return Reply.text(200, verbose ? "[+]ping ok\n" + store + check + " check passed\n" : "ok");
    }
}
