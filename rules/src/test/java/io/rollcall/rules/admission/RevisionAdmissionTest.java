package io.rollcall.rules.admission;

import static io.rollcall.rules.admission.GivenObjects.json;
import static io.rollcall.rules.admission.GivenObjects.read;
import static io.rollcall.rules.admission.GivenObjects.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.schema.ObjectType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RevisionAdmissionTest {

    @Test
    @DisplayName("C273 a negative revision, changed data and absent data are refused, a changed revision is accepted")
    void revisions() {
        ObjectNode stored = revision("{\"spec\":1}", 1);
        assertThat(RevisionAdmission.create(stored)).isEmpty();
        assertThat(texts(RevisionAdmission.create(revision("{\"spec\":1}", -1))))
                .containsExactly("revision: Invalid value: -1: must be greater than or equal to 0");
        assertThat(texts(RevisionAdmission.create(revision("null", 1))))
                .containsExactly("data: Required value: data is mandatory");
        assertThat(texts(RevisionAdmission.update(revision("{\"spec\":2}", 1), stored)))
                .containsExactly("data: Invalid value: \"{\\\"spec\\\":2}\": field is immutable");
        assertThat(RevisionAdmission.update(revision("{\"spec\":1}", 7), stored))
                .isEmpty();
    }

    private static ObjectNode revision(String data, int number) {
        return read(
                ObjectType.CONTROLLER_REVISION,
                json("{\"metadata\":{\"name\":\"web-1\",\"namespace\":\"default\"},\"data\":" + data + ",\"revision\":"
                        + number + "}"));
    }
}
