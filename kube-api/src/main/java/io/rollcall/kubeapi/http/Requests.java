package io.rollcall.kubeapi.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads requests from the HTTP library. */
final class Requests {

    private Requests() {}

    static Request of(Context ctx) {
        SortedMap<String, String> headers = new TreeMap<>();
        ctx.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        String contentType = headers.getOrDefault("content-type", "");
        int semicolon = contentType.indexOf(';');
        return new Request(
                ctx.method().name(),
                ctx.path(),
                new Query(ctx.queryParamMap()),
                MediaType.parse(headers.getOrDefault("accept", "")),
                (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                        .trim()
                        .toLowerCase(Locale.ROOT),
                headers,
                ctx.bodyAsBytes(),
                true);
    }
}
