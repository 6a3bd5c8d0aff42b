package io.rollcall.kubeapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kubeapi.http.ApiFixture.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which method is served at which shape of path, as a real server does. */
class MethodsTest {

    private final ApiFixture api = new ApiFixture(1_000);

    @AfterEach
    void close() {
        api.close();
    }

    /** A path and, for each method, the code; where a method is served, the body that is sent is refused as such (400, 415), never the method. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /apis/apps/v1/daemonsets                                   | GET=200 POST=405 PUT=405 PATCH=405 DELETE=405
            /apis/apps/v1/controllerrevisions                          | GET=200 POST=405 PUT=405 PATCH=405 DELETE=405
            /api/v1/pods                                               | GET=200 POST=405 PUT=405 PATCH=405 DELETE=405
            /api/v1/events                                             | GET=200 POST=405 PUT=405 PATCH=405 DELETE=405
            /api/v1/namespaces                                         | GET=200 POST=415 PUT=405 PATCH=405 DELETE=405
            /api/v1/nodes                                              | GET=200 POST=415 PUT=405 PATCH=405 DELETE=200
            /apis/apps/v1/namespaces/default/daemonsets                | GET=200 POST=415 PUT=405 PATCH=405 DELETE=200
            /apis/apps/v1/namespaces/default/controllerrevisions       | GET=200 POST=415 PUT=405 PATCH=405 DELETE=200
            /api/v1/namespaces/default/pods                            | GET=200 POST=415 PUT=405 PATCH=405 DELETE=200
            /api/v1/namespaces/default/events                          | GET=200 POST=415 PUT=405 PATCH=405 DELETE=200
            /apis/apps/v1/namespaces/default/daemonsets/a              | GET=200 POST=405 PUT=415 PATCH=415 DELETE=200
            /apis/apps/v1/namespaces/default/daemonsets/a/status       | GET=200 POST=405 PUT=415 PATCH=415 DELETE=405
            /apis/apps/v1/namespaces/default/daemonsets/a/scale        | GET=404 POST=404 PUT=404 PATCH=404 DELETE=404
            /api/v1/namespaces/default/pods/p/eviction                 | GET=405 POST=400 PUT=405 PATCH=405 DELETE=405
            /apis/apps/v1/daemonsets/a                                 | GET=404 POST=404 PUT=404 PATCH=404 DELETE=404
            /api/v1/namespaces/default/nodes                           | GET=404 POST=404 PUT=404 PATCH=404 DELETE=404
            /apis/authorization.k8s.io/v1/selfsubjectaccessreviews     | GET=405 POST=400 PUT=405 PATCH=405 DELETE=405
            /apis/apps/v1                                              | GET=200 POST=405 PUT=405 PATCH=405 DELETE=405
            /version                                                   | GET=200 POST=405 PUT=405 PATCH=405 DELETE=405
            """)
    @DisplayName("every method on every shape of path answers as a real server does")
    void methods(String path, String answers) {
        for (String expected : answers.split(" ")) {
            api.post(ApiFixture.DAEMON_SETS, ApiFixture.daemonSet("a"));
            api.post("/api/v1/namespaces/default/pods", ApiFixture.pod("p", ""));
            String method = expected.substring(0, expected.indexOf('='));
            List<String> withBody = List.of("POST", "PUT", "PATCH");
            Answer answer = withBody.contains(method)
                    ? api.send(method, path, "application/json", "text/plain", "x")
                    : api.send(method, path, "application/json", "", "");
            assertThat(method + "=" + answer.code())
                    .as(path + ": " + answer.text())
                    .isEqualTo(expected);
            if (answer.code() == 405) {
                assertThat(answer.json().path("reason").asText()).isEqualTo("MethodNotAllowed");
                assertThat(answer.json().path("message").asText())
                        .isEqualTo("the server does not allow this method on the requested resource");
            }
        }
        assertThat(api.get("/api/v1/namespaces/default").code()).isEqualTo(200);
    }
}
