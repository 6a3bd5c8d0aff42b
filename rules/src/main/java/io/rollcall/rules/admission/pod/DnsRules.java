package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.IpSyntax;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.util.List;

/** How a pod resolves names. */
final class DnsRules {

    private static final List<String> POLICIES = List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
    private static final int MAX_NAMESERVERS = 3;
    private static final int MAX_SEARCHES = 6;

    private DnsRules() {}

    static void policy(Place policy, FieldErrors errors) {
        PodSpecRules.oneOf(policy, POLICIES, errors);
    }

    static void config(Place spec, FieldErrors errors) {
        Place config = spec.at("dnsConfig");
        Place nameservers = config.at("nameservers");
        if (spec.at("dnsPolicy").text().equals("None")) {
            if (config.absent()) {
                errors.required(config, "must provide `dnsConfig` when `dnsPolicy` is None");
                return;
            }
            if (nameservers.entries().isEmpty()) {
                errors.required(nameservers, "must provide at least one DNS nameserver when `dnsPolicy` is None");
            }
        }
        if (nameservers.entries().size() > MAX_NAMESERVERS) {
            errors.invalid(nameservers.path(), GoText.strings(nameservers), "must not have more than 3 nameservers");
        }
        for (Place nameserver : nameservers.entries()) {
            errors.invalidText(nameserver, IpSyntax.problems(nameserver.text()));
        }
        Place searches = config.at("searches");
        if (searches.entries().size() > MAX_SEARCHES) {
            errors.invalid(searches.path(), GoText.strings(searches), "must not have more than 6 search paths");
        }
        for (Place search : searches.entries()) {
            String text = search.text();
            String name = text.endsWith(".") && text.length() > 1 ? text.substring(0, text.length() - 1) : text;
            errors.invalidText(search.path(), name, Syntax.subdomain(name));
        }
        for (Place option : config.at("options").entries()) {
            if (option.at("name").text().isEmpty()) {
                errors.required(option, "must not be empty");
            }
        }
    }

    static void hostAliases(Place aliases, FieldErrors errors) {
        for (Place alias : aliases.entries()) {
            String ip = alias.at("ip").text();
            if (!IpSyntax.problems(ip).isEmpty()) {
                errors.invalid(aliases.at("ip").path(), GoText.quote(ip), "must be valid IP address");
            }
            for (String name : alias.at("hostnames").texts()) {
                errors.invalidText(aliases.at("hostnames").path(), name, Syntax.subdomain(name));
            }
        }
    }
}
