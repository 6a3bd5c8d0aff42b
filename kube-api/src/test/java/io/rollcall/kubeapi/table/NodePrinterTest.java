package io.rollcall.kubeapi.table;

import static io.rollcall.kubeapi.table.Objects.header;
import static io.rollcall.kubeapi.table.Objects.row;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodePrinterTest {

    private static final RowPrinter PRINTER = new NodePrinter();

    @Test
    @DisplayName("9.2 a node as a kubelet reports it")
    void reported() {
        assertThat(header(PRINTER))
                .containsExactly(
                        "Name",
                        "Status",
                        "Roles",
                        "Age",
                        "Version",
                        "[Internal-IP]",
                        "[External-IP]",
                        "[OS-Image]",
                        "[Kernel-Version]",
                        "[Container-Runtime]");
        assertThat(row(PRINTER, """
                        {'metadata':{'name':'node-1','creationTimestamp':'2026-03-01T09:59:59Z'},
                         'status':{'conditions':[{'type':'MemoryPressure','status':'False'},{'type':'Ready','status':'True'}],
                           'addresses':[{'type':'Hostname','address':'node-1'},{'type':'InternalIP','address':'10.0.0.11'},
                             {'type':'InternalIP','address':'10.0.0.12'}],
                           'nodeInfo':{'kubeletVersion':'v1.23.13','osImage':'Ubuntu 22.04.3 LTS',
                             'kernelVersion':'5.15.0-91-generic','containerRuntimeVersion':'containerd://1.6.8'}}}"""))
                .containsExactly(
                        "node-1",
                        "Ready",
                        "<none>",
                        "1s",
                        "v1.23.13",
                        "10.0.0.11",
                        "<none>",
                        "Ubuntu 22.04.3 LTS",
                        "5.15.0-91-generic",
                        "containerd://1.6.8");
    }

    @Test
    @DisplayName("9.2 a node that has reported nothing")
    void silent() {
        assertThat(row(PRINTER, "{'metadata':{'name':'n'}}"))
                .containsExactly(
                        "n",
                        "Unknown",
                        "<none>",
                        "<unknown>",
                        "",
                        "<none>",
                        "<none>",
                        "<unknown>",
                        "<unknown>",
                        "<unknown>");
    }

    @ParameterizedTest(name = "9.2 Ready {0}, unschedulable {1}: {2}")
    @CsvSource({
        "True, false, Ready",
        "True, true, 'Ready,SchedulingDisabled'",
        "False, false, NotReady",
        "Unknown, true, 'NotReady,SchedulingDisabled'"
    })
    void status(String ready, boolean unschedulable, String text) {
        assertThat(row(
                                PRINTER,
                                "{'spec':{'unschedulable':" + unschedulable
                                        + "},'status':{'conditions':[{'type':'Ready','status':'" + ready + "'}]}}")
                        .get(1))
                .isEqualTo(text);
    }

    @Test
    @DisplayName("9.2 roles by both labels, in order, each once")
    void roles() {
        assertThat(row(PRINTER, """
                        {'metadata':{'labels':{'node-role.kubernetes.io/worker':'','node-role.kubernetes.io/control-plane':'x',
                           'node-role.kubernetes.io/':'','kubernetes.io/role':'worker'}}}""").get(2)).isEqualTo("control-plane,worker");
    }
}
