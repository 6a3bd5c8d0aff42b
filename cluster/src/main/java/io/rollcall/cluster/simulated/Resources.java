package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.rules.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Amounts of cpu, memory and pods.
 *
 * @param amounts by resource
 */
record Resources(SortedMap<String, BigDecimal> amounts) {

    private static final List<String> COUNTED = List.of("cpu", "memory", "pods");

    /** What a pod requests: the sum of its containers or its largest init container, whichever is more, and its overhead. */
    static Resources requestedBy(JsonNode pod) {
        JsonNode spec = pod.path("spec");
        TreeMap<String, BigDecimal> sum = new TreeMap<>();
        for (String resource : COUNTED) {
            BigDecimal containers = BigDecimal.ZERO;
            for (JsonNode container : spec.path("containers")) {
                containers = containers.add(request(container, resource));
            }
            for (JsonNode container : spec.path("initContainers")) {
                containers = containers.max(request(container, resource));
            }
            sum.put(resource, containers.add(amount(spec.path("overhead").path(resource))));
        }
        sum.put("pods", BigDecimal.ONE);
        return new Resources(sum);
    }

    /** What a node has for pods. A resource that it does not mention is not limited. */
    static Resources allocatable(JsonNode node) {
        TreeMap<String, BigDecimal> amounts = new TreeMap<>();
        for (String resource : COUNTED) {
            JsonNode amount = node.path("status").path("allocatable").path(resource);
            if (!amount.isMissingNode()) {
                amounts.put(resource, amount(amount));
            }
        }
        return new Resources(amounts);
    }

    /** The first resource of a request that does not fit, with the amounts; empty when all fit. */
    Optional<Shortage> shortage(Resources used, Resources request) {
        for (String resource : COUNTED) {
            BigDecimal limit = amounts.get(resource);
            BigDecimal wanted = request.of(resource);
            if (limit != null && wanted.signum() > 0) {
                BigDecimal free = limit.subtract(used.of(resource));
                if (wanted.compareTo(free) > 0) {
                    return Optional.of(new Shortage(resource, wanted, free.max(BigDecimal.ZERO)));
                }
            }
        }
        return Optional.empty();
    }

    Resources plus(Resources other) {
        TreeMap<String, BigDecimal> sum = new TreeMap<>(amounts);
        other.amounts.forEach((resource, amount) -> sum.merge(resource, amount, BigDecimal::add));
        return new Resources(sum);
    }

    static Resources none() {
        return new Resources(new TreeMap<>());
    }

    /** A resource of which there is too little. */
    record Shortage(String resource, BigDecimal requested, BigDecimal free) {
        /** In the scheduler's words. */
        String text() {
            return resource.equals("pods") ? "Too many pods" : "Insufficient " + resource;
        }
    }

    private BigDecimal of(String resource) {
        return amounts.getOrDefault(resource, BigDecimal.ZERO);
    }

    private static BigDecimal request(JsonNode container, String resource) {
        JsonNode resources = container.path("resources");
        JsonNode request = resources.path("requests").path(resource);
        return amount(request.isMissingNode() ? resources.path("limits").path(resource) : request);
    }

    private static BigDecimal amount(JsonNode quantity) {
        return Quantity.parse(quantity.asText("0")).orElse(BigDecimal.ZERO);
    }
}
