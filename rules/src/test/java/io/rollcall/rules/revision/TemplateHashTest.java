package io.rollcall.rules.revision;

import static io.rollcall.rules.given.Given.json;
import static io.rollcall.rules.given.Given.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.model.PodTemplate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Hashes of templates (semantics 3.4). */
class TemplateHashTest {

    @Test
    @DisplayName("C159 a thousand times the same template gives one hash, which never changes between releases")
    void stable() {
        Set<String> hashes = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            hashes.add(TemplateHash.of(template("'hostNetwork':true"), null));
        }

        assertThat(hashes).containsExactly("b5b7c54f5");
    }

    @Test
    @DisplayName("C159 another collision count gives another hash, and none is not zero")
    void collisionCount() {
        Set<String> hashes = new HashSet<>();
        hashes.add(TemplateHash.of(template(), null));
        for (int count = 0; count < 100; count++) {
            hashes.add(TemplateHash.of(template(), count));
        }

        assertThat(hashes).hasSize(101);
    }

    @Test
    @DisplayName("3.4 hashes are label-safe")
    void alphabet() {
        for (int i = 0; i < 200; i++) {
            assertThat(TemplateHash.of(template("'priority':" + i), i % 3 == 0 ? null : i))
                    .matches("[bcdfghjklmnpqrstvwxz2456789]{1,10}");
        }
    }

    @Test
    @DisplayName("3.4 everything in the template counts: labels, annotations, finalizers, spec")
    void everythingCounts() {
        assertThat(Set.of(
                        hash("{'metadata':{'labels':{'a':'b'}},'spec':{}}"),
                        hash("{'metadata':{'labels':{'a':'c'}},'spec':{}}"),
                        hash("{'metadata':{'labels':{'a':'b'},'annotations':{'x':'y'}},'spec':{}}"),
                        hash("{'metadata':{'labels':{'a':'b'},'finalizers':['x']},'spec':{}}"),
                        hash("{'metadata':{'labels':{'a':'b'}},'spec':{'hostPID':true}}"),
                        hash("{'metadata':{'labels':{'a':'b'}},'spec':{'volumes':[{'name':'v','emptyDir':{}}]}}"),
                        hash("{'metadata':{'labels':{'a':'b'}},'spec':{'volumes':[{'name':'v'}]}}")))
                .hasSize(7);
    }

    @Test
    @DisplayName("3.4 order of keys, white space and nulls do not count")
    void spellingDoesNotCount() {
        assertThat(hash("{ 'spec' : {'a':1,'b':[1.50]}, 'metadata': {'creationTimestamp':null,'labels':{}} }"))
                .isEqualTo(hash("{'metadata':{'labels':{}},'spec':{'b':[1.50],'a':1}}"));
    }

    private static String hash(String template) {
        return TemplateHash.of(PodTemplate.parse(json(template)), null);
    }
}
