package io.rollcall.kubeapi.table;

import static io.rollcall.kubeapi.table.Objects.header;
import static io.rollcall.kubeapi.table.Objects.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodPrinterTest {

    private static final RowPrinter PRINTER = new PodPrinter();

    @Test
    @DisplayName("9.2 a running pod")
    void running() {
        assertThat(header(PRINTER))
                .containsExactly(
                        "Name",
                        "Ready",
                        "Status",
                        "Restarts",
                        "Age",
                        "[IP]",
                        "[Node]",
                        "[Nominated Node]",
                        "[Readiness Gates]");
        assertThat(row(PRINTER, """
                        {'metadata':{'name':'nginx-h2mbv','creationTimestamp':'2026-03-01T09:59:50Z'},
                         'spec':{'nodeName':'node-1','containers':[{'name':'nginx'}]},
                         'status':{'phase':'Running','podIP':'10.244.0.4','podIPs':[{'ip':'10.244.0.4'}],
                           'containerStatuses':[{'ready':true,'restartCount':0,'state':{'running':{}}}]}}"""))
                .containsExactly(
                        "nginx-h2mbv", "1/1", "Running", "0", "10s", "10.244.0.4", "node-1", "<none>", "<none>");
    }

    @ParameterizedTest(name = "9.2 {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Pending     | 'phase':'Pending'",
                "Evicted     | 'phase':'Failed','reason':'Evicted'",
                "SchedulingGated | 'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False','reason':'SchedulingGated'}]",
                "ImagePullBackOff | 'phase':'Pending','containerStatuses':[{'state':{'waiting':{'reason':'ImagePullBackOff'}}}]",
                "Completed   | 'phase':'Succeeded','containerStatuses':[{'state':{'terminated':{'reason':'Completed'}}}]",
                "Signal:9    | 'phase':'Failed','containerStatuses':[{'state':{'terminated':{'signal':9,'exitCode':137}}}]",
                "ExitCode:3  | 'phase':'Failed','containerStatuses':[{'state':{'terminated':{'exitCode':3}}}]",
                "Error       | 'phase':'Running','containerStatuses':[{'state':{'terminated':{'reason':'Error'}}},{'state':{'terminated':{'reason':'Completed'}}}]",
                "NotReady    | 'phase':'Running','containerStatuses':[{'state':{'terminated':{'reason':'Completed'}}},{'ready':true,'state':{'running':{}}}]",
                "Running     | 'phase':'Running','conditions':[{'type':'Ready','status':'True'}],'containerStatuses':[{'state':{'terminated':{'reason':'Completed'}}},{'ready':true,'state':{'running':{}}}]",
                "Init:0/2    | 'phase':'Pending','initContainerStatuses':[{'state':{'waiting':{'reason':'PodInitializing'}}}]",
                "Init:1/2    | 'phase':'Pending','initContainerStatuses':[{'state':{'terminated':{'exitCode':0}}},{'state':{'running':{}}}]",
                "Init:Error  | 'phase':'Pending','initContainerStatuses':[{'state':{'terminated':{'exitCode':1,'reason':'Error'}}}]",
                "Init:ExitCode:1 | 'phase':'Pending','initContainerStatuses':[{'state':{'terminated':{'exitCode':1}}}]",
                "Init:CrashLoopBackOff | 'phase':'Pending','initContainerStatuses':[{'state':{'waiting':{'reason':'CrashLoopBackOff'}}}]"
            })
    void status(String word, String status) {
        List<Object> row =
                row(PRINTER, "{'spec':{'initContainers':[{},{}],'containers':[{},{}]},'status':{" + status + "}}");
        assertThat(row.get(2)).isEqualTo(word);
    }

    @Test
    @DisplayName(
            "9.2 a pod that is being deleted is Terminating, whatever its containers do; on a lost node it is Unknown")
    void deleted() {
        String deleted = "{'metadata':{'deletionTimestamp':'2026-03-01T10:00:00Z'},'status':{'phase':'Running'";
        assertThat(row(PRINTER, deleted + "}}").get(2)).isEqualTo("Terminating");
        assertThat(row(PRINTER, deleted + ",'reason':'NodeLost'}}").get(2)).isEqualTo("Unknown");
    }

    @Test
    @DisplayName("9.2 restarts add up over containers, with the time of the last where it is known")
    void restarts() {
        assertThat(row(PRINTER, """
                        {'spec':{'containers':[{},{}]},'status':{'phase':'Running','containerStatuses':[
                           {'ready':true,'restartCount':2,'state':{'running':{}},
                             'lastState':{'terminated':{'finishedAt':'2026-03-01T09:58:30Z'}}},
                           {'restartCount':3,'state':{'waiting':{'reason':'CrashLoopBackOff'}},
                             'lastState':{'terminated':{'finishedAt':'2026-03-01T09:50:00Z'}}}]}}""")).startsWith("", "1/2", "CrashLoopBackOff", "5 (90s ago)");
        assertThat(row(PRINTER, "{'status':{'containerStatuses':[{'restartCount':1}]}}")
                        .get(3))
                .isEqualTo("1");
    }

    @Test
    @DisplayName(
            "9.2 readiness gates that are passed, of all; an init container that runs beside the others has done its part")
    void gatesAndSidecars() {
        assertThat(row(PRINTER, """
                        {'spec':{'readinessGates':[{'conditionType':'a'},{'conditionType':'b'}],
                           'initContainers':[{'restartPolicy':'Always'}],'containers':[{}]},
                         'status':{'phase':'Running','nominatedNodeName':'n9','conditions':[{'type':'b','status':'True'}],
                           'initContainerStatuses':[{'started':true,'state':{'running':{}}}],
                           'containerStatuses':[{'ready':true,'state':{'running':{}}}]}}"""))
                .containsExactly("", "1/1", "Running", "0", "<unknown>", "<none>", "<none>", "n9", "1/2");
    }
}
