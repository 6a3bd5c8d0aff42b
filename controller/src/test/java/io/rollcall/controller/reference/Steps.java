package io.rollcall.controller.reference;

import java.util.List;

/** What a step of a sync came to: a pod to create for each of these nodes, and these to delete. */
record Steps(List<String> creations, List<SimPod> deletions) {}
