package io.rollcall.kubeapi.table;

import static io.rollcall.kubeapi.table.Objects.header;
import static io.rollcall.kubeapi.table.Objects.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ControllerRevisionPrinterTest {

    private static final RowPrinter PRINTER = new ControllerRevisionPrinter();

    @Test
    @DisplayName("C281 name, controller as kind.group/name, revision and age")
    void owned() {
        assertThat(header(PRINTER)).containsExactly("Name", "Controller", "Revision", "Age");
        List<Object> row = row(PRINTER, """
                {'metadata':{'name':'foo-abc','creationTimestamp':'2026-02-26T08:00:00Z','ownerReferences':[
                   {'apiVersion':'v1','kind':'Node','name':'other'},
                   {'apiVersion':'apps/v1','kind':'DaemonSet','name':'foo','controller':true}]},'revision':7}""");
        assertThat(row).containsExactly("foo-abc", "daemonset.apps/foo", 7L, "3d2h");
    }

    @Test
    @DisplayName("C281 without an owner that controls it the controller is <none>")
    void orphan() {
        assertThat(row(PRINTER, "{'metadata':{'name':'foo-abc'},'revision':1}").get(1))
                .isEqualTo("<none>");
        assertThat(row(PRINTER, """
                        {'metadata':{'ownerReferences':[{'apiVersion':'apps/v1','kind':'DaemonSet','name':'foo'}]}}""").get(1)).isEqualTo("<none>");
    }

    @Test
    @DisplayName("a controller of the core group has no group")
    void coreGroup() {
        assertThat(row(PRINTER, """
                        {'metadata':{'ownerReferences':[
                           {'apiVersion':'v1','kind':'Node','name':'n1','controller':true}]}}""").get(1)).isEqualTo("node/n1");
    }
}
