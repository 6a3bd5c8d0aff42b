package io.rollcall.rules.admission;

import static io.rollcall.rules.admission.GivenObjects.container;
import static io.rollcall.rules.admission.GivenObjects.pod;
import static io.rollcall.rules.admission.GivenObjects.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused in a template; the paths leave out what all have in common. */
class PodTemplateAdmissionTest {

    private static final String POD = "spec.template.spec.";
    private static final String CONTAINER = POD + "containers[0].";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"dnsPolicy\":\"Nobody\"}|dnsPolicy: Unsupported value: \"Nobody\": supported values: \"ClusterFirstWithHostNet\", \"ClusterFirst\", \"Default\", \"None\"",
                "{\"dnsPolicy\":\"None\"}|dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None",
                "{\"dnsPolicy\":\"None\",\"dnsConfig\":{\"searches\":[\"a.b\"]}}|dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None",
                "{\"dnsConfig\":{\"nameservers\":[\"1.2.3\"]}}|dnsConfig.nameservers[0]: Invalid value: \"1.2.3\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
                "{\"securityContext\":{\"runAsUser\":-1}}|securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive",
                "{\"securityContext\":{\"fsGroup\":4294967296}}|securityContext.fsGroup: Invalid value: 4294967296: must be between 0 and 2147483647, inclusive",
                "{\"tolerations\":[{\"key\":\"a\",\"operator\":\"Lt\",\"value\":\"1\"}]}|tolerations[0].operator: Unsupported value: \"Lt\": supported values: \"Equal\", \"Exists\"",
                "{\"volumes\":[{\"name\":\"v\",\"emptyDir\":{},\"hostPath\":{\"path\":\"/x\"}}]}|volumes[0].hostPath: Forbidden: may not specify more than 1 volume type",
                "{\"volumes\":[{\"name\":\"v\",\"hostPath\":{\"path\":\"\"}}]}|volumes[0].hostPath.path: Required value",
                "{\"volumes\":[{\"name\":\"v\",\"hostPath\":{\"path\":\"/a/../b\"}}]}|volumes[0].hostPath.path: Invalid value: \"/a/../b\": must not contain '..'",
                "{\"volumes\":[{\"name\":\"v\",\"hostPath\":{\"path\":\"/a\",\"type\":\"Dir\"}}]}|volumes[0].hostPath.type: Unsupported value: \"Dir\": supported values: \"\", \"BlockDevice\", \"CharDevice\", \"Directory\", \"DirectoryOrCreate\", \"File\", \"FileOrCreate\", \"Socket\"",
                "{\"volumes\":[{\"name\":\"v\"},{\"name\":\"v\"}]}|volumes[1].name: Duplicate value: \"v\"",
                "{\"volumes\":[{\"emptyDir\":{}}]}|volumes[0].name: Required value",
                "{\"volumes\":[{\"name\":\"v\",\"secret\":{}}]}|volumes[0].secret.secretName: Required value",
                "{\"volumes\":[{\"name\":\"v\",\"configMap\":{\"name\":\"c\",\"defaultMode\":512}}]}|volumes[0].configMap.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive",
                "{\"volumes\":[{\"name\":\"v\",\"configMap\":{\"name\":\"c\",\"items\":[{\"key\":\"k\",\"path\":\"/a\"}]}}]}|volumes[0].configMap.items[0].path: Invalid value: \"/a\": must be a relative path",
                "{\"topologySpreadConstraints\":[{\"maxSkew\":0,\"topologyKey\":\"z\",\"whenUnsatisfiable\":\"DoNotSchedule\"}]}|topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero",
                "{\"affinity\":{\"nodeAffinity\":{\"preferredDuringSchedulingIgnoredDuringExecution\":[{\"weight\":0,\"preference\":{}}]}}}|affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100",
                "{\"hostAliases\":[{\"ip\":\"x\"}]}|hostAliases.ip: Invalid value: \"x\": must be valid IP address",
                "{\"readinessGates\":[{\"conditionType\":\"\"}]}|readinessGates[0].conditionType: Invalid value: \"\": name part must be non-empty"
            })
    @DisplayName("C266 an invalid template: the pod's own fields")
    void pods(String patch, String problem) {
        assertThat(texts(DaemonSetAdmission.create(pod(patch)))).contains(POD + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"name\":\"Main\"}|name: Invalid value: \"Main\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
                "{\"imagePullPolicy\":\"Sometimes\"}|imagePullPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"IfNotPresent\", \"Never\"",
                "{\"ports\":[{\"containerPort\":0}]}|ports[0].containerPort: Required value",
                "{\"ports\":[{\"containerPort\":80,\"hostPort\":65536}]}|ports[0].hostPort: Invalid value: 65536: must be between 1 and 65535, inclusive",
                "{\"ports\":[{\"containerPort\":80,\"protocol\":\"ICMP\"}]}|ports[0].protocol: Unsupported value: \"ICMP\": supported values: \"SCTP\", \"TCP\", \"UDP\"",
                "{\"ports\":[{\"containerPort\":80,\"name\":\"p\"},{\"containerPort\":81,\"name\":\"p\"}]}|ports[1].name: Duplicate value: \"p\"",
                "{\"ports\":[{\"containerPort\":80,\"name\":\"a-name-that-is-too-long\"}]}|ports[0].name: Invalid value: \"a-name-that-is-too-long\": must be no more than 15 characters",
                "{\"ports\":[{\"containerPort\":80,\"hostPort\":80},{\"containerPort\":81,\"hostPort\":80}]}|ports[1].hostPort: Duplicate value: \"TCP//80\"",
                "{\"env\":[{\"name\":\"\"}]}|env[0].name: Required value",
                "{\"env\":[{\"name\":\"1A\",\"value\":\"x\"}]}|env[0].name: Invalid value: \"1A\": a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')",
                "{\"env\":[{\"name\":\"A\",\"value\":\"x\",\"valueFrom\":{\"fieldRef\":{\"fieldPath\":\"metadata.name\"}}}]}|env[0].valueFrom: Invalid value: \"\": may not be specified when `value` is not empty",
                "{\"env\":[{\"name\":\"A\",\"valueFrom\":{}}]}|env[0].valueFrom: Invalid value: \"\": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`",
                "{\"env\":[{\"name\":\"A\",\"valueFrom\":{\"fieldRef\":{\"fieldPath\":\"metadata.whatever\"}}}]}|env[0].valueFrom.fieldRef.fieldPath: Invalid value: \"metadata.whatever\": error converting fieldPath: field label not supported: metadata.whatever",
                "{\"env\":[{\"name\":\"A\",\"valueFrom\":{\"fieldRef\":{\"fieldPath\":\"metadata.labels\"}}}]}|env[0].valueFrom.fieldRef.fieldPath: Unsupported value: \"metadata.labels\": supported values: \"metadata.name\", \"metadata.namespace\", \"metadata.uid\", \"spec.nodeName\", \"spec.serviceAccountName\", \"status.hostIP\", \"status.podIP\", \"status.podIPs\"",
                "{\"envFrom\":[{}]}|envFrom: Invalid value: \"\": must specify one of: `configMapRef` or `secretRef`",
                "{\"volumeMounts\":[{\"name\":\"none\",\"mountPath\":\"/x\"}]}|volumeMounts[0].name: Not found: \"none\"",
                "{\"volumeMounts\":[{\"name\":\"none\"}]}|volumeMounts[0].mountPath: Required value",
                "{\"livenessProbe\":{}}|livenessProbe: Required value: must specify a handler type",
                "{\"livenessProbe\":{\"httpGet\":{\"port\":0}}}|livenessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive",
                "{\"livenessProbe\":{\"exec\":{\"command\":[\"x\"]},\"successThreshold\":2}}|livenessProbe.successThreshold: Invalid value: 2: must be 1",
                "{\"readinessProbe\":{\"exec\":{\"command\":[\"x\"]},\"periodSeconds\":-1}}|readinessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0",
                "{\"readinessProbe\":{\"exec\":{\"command\":[\"x\"]},\"tcpSocket\":{\"port\":80}}}|readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type",
                "{\"lifecycle\":{\"preStop\":{\"exec\":{}}}}|lifecycle.preStop.exec.command: Required value",
                "{\"resources\":{\"requests\":{\"cpu\":\"-1\"}}}|resources.requests[cpu]: Invalid value: \"-1\": must be greater than or equal to 0",
                "{\"resources\":{\"limits\":{\"gold\":\"1\"}}}|resources.limits[gold]: Invalid value: \"gold\": must be a standard resource for containers",
                "{\"resources\":{\"requests\":{\"example.com/gpu\":\"1\"}}}|resources.limits: Required value: Limit must be set for non overcommitable resources",
                "{\"resources\":{\"limits\":{\"example.com/gpu\":\"2\"},\"requests\":{\"example.com/gpu\":\"1\"}}}|resources.requests: Invalid value: \"1\": must be equal to example.com/gpu limit",
                "{\"securityContext\":{\"runAsUser\":-5}}|securityContext.runAsUser: Invalid value: -5: must be between 0 and 2147483647, inclusive",
                "{\"terminationMessagePolicy\":\"Loud\"}|terminationMessagePolicy: Invalid value: \"Loud\": must be 'File' or 'FallbackToLogsOnError'"
            })
    @DisplayName("C266 an invalid template: containers")
    void containers(String patch, String problem) {
        assertThat(texts(DaemonSetAdmission.create(container(patch)))).contains(CONTAINER + problem);
    }

    @Test
    @DisplayName("C266 an init container has a name of its own")
    void initContainers() {
        List<String> problems =
                texts(DaemonSetAdmission.create(pod("{\"initContainers\":[{\"name\":\"main\",\"image\":\"i\"}]}")));
        assertThat(problems).containsExactly(POD + "initContainers[0].name: Duplicate value: \"main\"");
    }

    @Test
    @DisplayName("a template with everything in it is accepted")
    void everything() {
        assertThat(texts(DaemonSetAdmission.create(pod("""
                {"hostNetwork":true,"hostPID":true,"priorityClassName":"system-node-critical","serviceAccountName":"net",
                 "nodeSelector":{"kubernetes.io/os":"linux"},"tolerations":[{"operator":"Exists"}],
                 "affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{}]}}},
                 "initContainers":[{"name":"setup","image":"busybox","command":["sh"],"volumeMounts":[{"name":"cni","mountPath":"/cni"}]}],
                 "containers":[{"name":"agent","image":"agent:1","ports":[{"name":"http","containerPort":8080}],
                   "env":[{"name":"NODE","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}},
                          {"name":"CPU","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu"}}},
                          {"name":"TEAM","valueFrom":{"fieldRef":{"fieldPath":"metadata.labels['app']"}}},
                          {"name":"KEY","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}],
                   "envFrom":[{"configMapRef":{"name":"c"}}],
                   "resources":{"requests":{"cpu":"100m","memory":"64Mi"},"limits":{"cpu":"0.5","memory":"1Gi"}},
                   "volumeMounts":[{"name":"cni","mountPath":"/etc/cni","mountPropagation":"Bidirectional"},
                                   {"name":"all","mountPath":"/all","readOnly":true}],
                   "securityContext":{"privileged":true,"capabilities":{"add":["NET_ADMIN"]}},
                   "livenessProbe":{"httpGet":{"path":"/healthz","port":"http"}},
                   "readinessProbe":{"tcpSocket":{"port":8080}},
                   "lifecycle":{"preStop":{"exec":{"command":["sleep","5"]}}}}],
                 "volumes":[{"name":"cni","hostPath":{"path":"/etc/cni","type":"DirectoryOrCreate"}},
                   {"name":"all","projected":{"sources":[{"configMap":{"name":"c"}},{"serviceAccountToken":{"path":"token"}},
                     {"downwardAPI":{"items":[{"path":"labels","fieldRef":{"fieldPath":"metadata.labels"}}]}}]}}]}""")))).isEmpty();
    }
}
