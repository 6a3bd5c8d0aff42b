package io.rollcall.kubeapi.table;

import static io.rollcall.kubeapi.table.Objects.header;
import static io.rollcall.kubeapi.table.Objects.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonSetPrinterTest {

    private static final RowPrinter PRINTER = new DaemonSetPrinter();

    @Test
    @DisplayName("C279 name, five counters, node selector and age; wide: containers, images, selector")
    void columns() {
        assertThat(header(PRINTER))
                .containsExactly(
                        "Name",
                        "Desired",
                        "Current",
                        "Ready",
                        "Up-to-date",
                        "Available",
                        "Node Selector",
                        "Age",
                        "[Containers]",
                        "[Images]",
                        "[Selector]");
        assertThat(PRINTER.columns().getFirst().format()).isEqualTo("name");
        assertThat(PRINTER.columns().subList(1, 6)).extracting(Column::type).containsOnly("integer");
    }

    @Test
    @DisplayName("C279 each counter in its own column, several containers with commas between")
    void row1() {
        List<Object> row = row(PRINTER, """
                {'metadata':{'name':'agent','creationTimestamp':'2026-03-01T09:57:30Z'},
                 'spec':{'selector':{'matchLabels':{'app':'agent'}},'template':{'spec':{
                   'nodeSelector':{'disk':'ssd','arch':'arm64'},
                   'containers':[{'name':'main','image':'agent:1'},{'name':'log','image':'log:2'}]}}},
                 'status':{'desiredNumberScheduled':6,'currentNumberScheduled':5,'numberReady':4,
                   'updatedNumberScheduled':3,'numberAvailable':2,'numberMisscheduled':1,'numberUnavailable':4}}""");
        assertThat(row)
                .containsExactly(
                        "agent",
                        6L,
                        5L,
                        4L,
                        3L,
                        2L,
                        "arch=arm64,disk=ssd",
                        "2m30s",
                        "main,log",
                        "agent:1,log:2",
                        "app=agent");
    }

    @Test
    @DisplayName("C280 no node selector is <none>, affinity does not count as one, and counters not set are 0")
    void none() {
        List<Object> row = row(PRINTER, """
                {'metadata':{'name':'agent'},'spec':{'template':{'spec':{'affinity':{'nodeAffinity':{
                   'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':[{'matchExpressions':[
                     {'key':'disk','operator':'Exists'}]}]}}}}}}}""");
        assertThat(row).containsExactly("agent", 0L, 0L, 0L, 0L, 0L, "<none>", "<unknown>", "", "", "<none>");
    }

    @ParameterizedTest(name = "selector {0} is printed as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'matchLabels':{'b':'2','a':'1'}} | a=1,b=2",
                "{'matchExpressions':[{'key':'k','operator':'In','values':['y','x']}]} | k in (x,y)",
                "{'matchExpressions':[{'key':'k','operator':'NotIn','values':['x']}]} | k notin (x)",
                "{'matchExpressions':[{'key':'k','operator':'Exists'}]} | k",
                "{'matchLabels':{'b':'2'},'matchExpressions':[{'key':'a','operator':'DoesNotExist'}]} | !a,b=2"
            },
            quoteCharacter = '"')
    void selectors(String selector, String text) {
        List<Object> row = row(PRINTER, "{'spec':{'selector':" + selector + "}}");
        assertThat(row.getLast()).isEqualTo(text);
    }
}
