package io.rollcall.cli.replay;

import io.rollcall.events.Decision;
import io.rollcall.events.Status;

/** Takes what a replay finds, in the order in which it is to be shown. */
interface Report {

    /** Something was decided, or in shadow mode judged. */
    void decision(Decision decision);

    /** How a rollout went; in a closed loop only. */
    void rollout(Rollout rollout);

    /** The final status of a DaemonSet. */
    void status(Status status);

    /** A pod that is there at the end. */
    void pod(FinalPod pod);

    /** The history is over. */
    void summary(Summary summary);

    /** All histories are over. */
    void end();
}
