package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Ports of containers. */
final class PortRules {

    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

    private PortRules() {}

    static void check(Place ports, FieldErrors errors) {
        SortedSet<String> names = new TreeSet<>();
        for (Place port : ports.entries()) {
            Place name = port.at("name");
            if (!name.text().isEmpty()) {
                List<String> problems = Syntax.portName(name.text());
                errors.invalidText(name, problems);
                if (problems.isEmpty() && !names.add(name.text())) {
                    errors.duplicate(name.path(), GoText.quote(name.text()), "");
                }
            }
            Place number = port.at("containerPort");
            if (number.number() == 0) {
                errors.required(number);
            } else {
                number(number, errors);
            }
            if (port.at("hostPort").number() != 0) {
                number(port.at("hostPort"), errors);
            }
            PodSpecRules.oneOf(port.at("protocol"), PROTOCOLS, errors);
        }
    }

    /** No two containers take the same port of the host. */
    static void onePerHost(Place containers, FieldErrors errors) {
        SortedSet<String> taken = new TreeSet<>();
        for (Place container : containers.entries()) {
            for (Place port : container.at("ports").entries()) {
                long number = port.at("hostPort").number();
                String place =
                        port.at("protocol").text() + "/" + port.at("hostIP").text() + "/" + number;
                if (number != 0 && !taken.add(place)) {
                    errors.duplicate(port.at("hostPort").path(), GoText.quote(place), "");
                }
            }
        }
    }

    /** A port by number, or by the name that it has. */
    static void numberOrName(Place port, FieldErrors errors) {
        if (port.node().isTextual()) {
            errors.invalidText(port, Syntax.portName(port.text()));
        } else {
            Syntax.port(port.number())
                    .forEach(problem -> errors.invalid(port.path(), String.valueOf(port.number()), problem));
        }
    }

    private static void number(Place port, FieldErrors errors) {
        Syntax.port(port.number()).forEach(problem -> errors.invalid(port, problem));
    }
}
