package io.rollcall.rules.slot;

import static io.rollcall.rules.given.Given.node;
import static io.rollcall.rules.given.Given.tainted;
import static io.rollcall.rules.given.Given.template;
import static io.rollcall.rules.given.GivenPod.newPod;
import static io.rollcall.rules.given.GivenPod.oldPod;
import static io.rollcall.rules.slot.GivenSlot.slot;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.model.NodeFacts;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What runs for every event leaves no garbage where there is nothing to do. */
class AllocationTest {

    private static final int TIMES = 20_000;

    @Test
    @DisplayName("judging an eligible node allocates nothing")
    void judge() {
        Eligibility eligibility = Eligibility.compile(template(
                "'nodeSelector':{'disk':'ssd'}",
                "'tolerations':[{'key':'dedicated','operator':'Exists'}]",
                "'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':["
                        + "{'matchExpressions':[{'key':'cores','operator':'Gt','values':['3']},"
                        + "{'key':'zone','operator':'In','values':['a','b']}]}]}}}"));
        NodeFacts node = tainted(
                node("n", "disk", "ssd", "zone", "b", "cores", "16"), "dedicated:NoSchedule", "x:PreferNoSchedule");

        assertThat(eligibility.judge(node).shouldRun()).isTrue();
        assertAllocatesNothing(() -> eligibility.judge(node));
    }

    @Test
    @DisplayName("managing a settled slot allocates nothing")
    void manage() {
        SlotView settled = slot(newPod("p").ready()).view();
        SlotView surging =
                slot(newPod("p").ready(), oldPod("q").terminating()).surge().view();

        assertAllocatesNothing(() -> SlotManager.manage(settled));
        assertAllocatesNothing(() -> SlotManager.manage(surging));
    }

    private static void assertAllocatesNothing(Supplier<?> work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(work);
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(work);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        // The smallest object takes 8 bytes; one for each call would be far above this.
        assertThat(bytes).isLessThan(TIMES);
    }

    private static void repeat(Supplier<?> work) {
        for (int i = 0; i < TIMES; i++) {
            if (work.get() == null) {
                throw new AssertionError("no result");
            }
        }
    }
}
